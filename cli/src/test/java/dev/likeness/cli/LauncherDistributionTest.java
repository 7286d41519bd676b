package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.cli.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a folder without sources: the parts that run, and the jars. */
@DisabledOnOs(OS.WINDOWS)
class LauncherDistributionTest {
    @TempDir
    Path temporary;

    private LauncherFolder folder;

    @BeforeEach
    void layOut() throws Exception {
        folder = LauncherFolder.distribution(temporary.toRealPath().resolve("a folder with blanks"));
    }

    @AfterEach
    void close() throws Exception {
        folder.close();
    }

    @Test
    void itRuns() throws Exception {
        assertThat(folder.compare().run()).isEqualTo(Result.run(LauncherFolder.comparison()));
    }

    @Test
    void itRunsThroughLinks() throws Exception {
        Path first = Files.createDirectory(folder.root().resolve("bin 1")).resolve("likeness");
        Path second = Files.createDirectory(folder.root().resolve("bin 2")).resolve("likeness");
        Files.createSymbolicLink(first, folder.launcher());
        Files.createSymbolicLink(second, Path.of("../bin 1/likeness"));
        LauncherCall call = new LauncherCall(second, List.of("--version"));
        assertThat(call.run()).isEqualTo(Result.run("--version"));
    }

    /** Neither Maven nor a compiler is needed where there is nothing to build, whatever the age of the stamp. */
    @Test
    void itBuildsNothing() throws Exception {
        Files.delete(folder.stamp());
        Path tools = Tools.link(folder.root().resolve("tools"));
        Result result = folder.call("--version")
                .building()
                .with("PATH", tools.toString())
                .run();
        assertThat(result).isEqualTo(Result.run("--version"));
        assertThat(folder.root()).isDirectoryNotContaining("glob:**/{cli,target}");
    }

    @Test
    void itMakesItsClassArchive() throws Exception {
        assertThat(folder.call("--version").building().run().code()).isZero();
        assertThat(ClassArchive.await(folder, LauncherCall.JAVA).file().getParent())
                .isEqualTo(folder.archives());
    }

    @Test
    void aMissingJarIsNamed() throws Exception {
        Files.delete(folder.jar());
        Result result = folder.call("--version").run();
        assertThat(result.code()).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(result.err())
                .isEqualTo("likeness: incomplete program: there is no " + folder.jar()
                        + "; copy the whole folder again\n");
    }

    @Test
    void aCopyOfTheLauncherAloneIsRefused() throws Exception {
        Path copy = Files.copy(folder.launcher(), temporary.resolve("likeness"));
        Result result = new LauncherCall(copy, List.of("--version")).run();
        assertThat(result.code()).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(result.err())
                .contains("make a link to the launcher instead of a copy")
                .hasLineCount(1);
    }
}
