package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, and what it says. */
@DisabledOnOs(OS.WINDOWS)
class LauncherBuildTest {
    @TempDir
    Path temporary;

    private SmallProject project;

    @BeforeEach
    void layOut() throws IOException {
        project = SmallProject.create(temporary.toRealPath().resolve("clone"));
    }

    @AfterEach
    void close() throws IOException {
        project.folder().close();
    }

    @Test
    void theFirstCallBuilds() throws Exception {
        LauncherFolder.deleteAll(project.folder().distribution());
        Result result = project.call().run();
        assertThat(result.err())
                .startsWith("likeness: first call, building; missing libraries are downloaded once")
                .contains("likeness:   2/2 Likeness attic");
        assertThat(project.folder().stamp()).exists();
        assertThat(project.lock()).doesNotExist();
    }

    @Test
    void laterCallsBuildOnlyWhatChanged() throws Exception {
        assertThat(project.call().run().err()).startsWith("likeness: sources have changed, building");
        project.age();
        assertThat(project.call().run()).isEqualTo(Result.run("train", "--print-recipe"));
        assertThat(project.builds()).isEqualTo(1);

        project.write("attic/src/main/another", "");
        assertThat(project.call().run().code()).isZero();
        assertThat(project.builds()).isEqualTo(2);
    }

    @Test
    void aModuleThatIsAddedIsBuilt() throws Exception {
        built();
        project.write("gallery/pom.xml", "");
        assertThat(project.call().run().code()).isZero();
        assertThat(project.builds()).isEqualTo(1);
    }

    @Test
    void noBuildIfItIsSwitchedOff() throws Exception {
        built();
        project.write("attic/src/main/another", "");
        assertThat(project.call().with("LIKENESS_BUILD", "never").run())
                .isEqualTo(Result.run("train", "--print-recipe"));
        assertThat(project.builds()).isZero();
    }

    @Test
    void aFailedBuildIsReported() throws Exception {
        project.write("attic/src/main/broken", "");
        Result result = project.call().run();
        assertThat(result.code()).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(result.out()).isEmpty();
        Path log = project.file("cli/target/likeness-build.log");
        assertThat(result.err())
                .contains("the attic is full")
                .endsWith("likeness: the build failed; the full output of Maven is in " + log + "\n");
        assertThat(log).content().contains("BUILD FAILURE");
        assertThat(project.lock()).doesNotExist();
        assertThat(project.folder().stamp()).doesNotExist();
    }

    /** A source that changes during the build is built by the next call. */
    @Test
    void theStampHasTheTimeAtWhichTheBuildBegan() throws Exception {
        project.write("hold", "");
        LauncherCall.Running call = project.call().start();
        call.await("a build", () -> project.builds() == 1);
        project.write("attic/src/main/source", "changed");
        Files.delete(project.file("hold"));
        assertThat(call.result().code()).isZero();
        assertThat(project.call().run().code()).isZero();
        assertThat(project.builds()).isEqualTo(2);
    }

    @Test
    void theClassArchiveIsPartOfTheBuild() throws Exception {
        Result result = project.folder().call("models", "list").building().run();
        assertThat(result.out()).isEqualTo(Result.run("models", "list").out());
        assertThat(Files.list(project.folder().archives())).hasSize(2);
    }

    @Test
    void withoutMavenOneLineSaysSo() throws Exception {
        Path tools = Tools.link(project.file("tools"));
        refused(project.call().with("PATH", tools.toString()), "found no Maven; install Maven 3.8 or later (mvn)");
    }

    @Test
    void withoutACompilerOneLineSaysSo() throws Exception {
        Path home = Files.createDirectory(project.file("runtime"));
        Files.createDirectory(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("bin/java"), LauncherCall.JAVA.resolve("bin/java"));
        refused(project.call().java(home), home + " has no compiler (bin/javac); set JAVA_HOME to a JDK 17 or later");
    }

    private void refused(LauncherCall call, String message) throws Exception {
        assertThat(call.run())
                .isEqualTo(new Result(ExitCode.BAD_INPUT, "", "likeness: must be built first, but " + message + "\n"));
        assertThat(project.lock()).doesNotExist();
    }

    /** As after a build: the jars and a stamp that is newer than every source. */
    private void built() throws IOException {
        Files.writeString(project.folder().stamp(), LauncherFolder.JARS + "\n");
        project.age();
    }
}
