package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Java the launcher runs, with which options. */
@DisabledOnOs(OS.WINDOWS)
class LauncherJavaTest {
    @TempDir
    static Path temporary;

    private static LauncherFolder folder;

    @BeforeAll
    static void layOut() throws Exception {
        folder = LauncherFolder.clone(temporary.toRealPath().resolve("clone"));
    }

    @AfterAll
    static void close() throws IOException {
        folder.close();
    }

    @Test
    void aHomeWithoutJavaIsRefused() throws Exception {
        refused(folder.call().java(Path.of("/nowhere")), "JAVA_HOME is /nowhere, which has no bin/java");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        Path old = javaHome("old");
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        refused(folder.call().java(old), "needs Java 17 or later, but " + old + "/bin/java is 11.0.2");
    }

    @Test
    void aMissingJavaIsRefused() throws Exception {
        Path tools = Tools.link(folder.root().resolve("tools"));
        refused(folder.call().without("JAVA_HOME").with("PATH", tools.toString()), "found no Java; install a JDK 17");
    }

    @Test
    void withoutAHomeTheJavaOnThePathIsUsed() throws Exception {
        Path tools = Tools.link(folder.root().resolve("tools with Java"));
        Files.createSymbolicLink(tools.resolve("java"), LauncherCall.JAVA.resolve("bin/java"));
        answers(folder.call("--version").without("JAVA_HOME").with("PATH", tools.toString()));
    }

    /** A Java without the file that states its version is asked for it. */
    @Test
    void aJavaWithoutAReleaseFileIsUsed() throws Exception {
        answers(folder.call("--version").java(javaHome("unlabelled")));
    }

    @ParameterizedTest
    @CsvSource({
        "train, Parallel, 4G",
        "study, Parallel, 4G",
        "serve, Parallel, 2G",
        "evaluate, Serial, 2G",
        "compare, Serial, 2G"
    })
    void eachCommandHasItsCollectorAndHeap(String command, String collector, String heap) throws Exception {
        assertThat(collectorLog("", command, "--help")).contains("Using " + collector, "Heap Max Capacity: " + heap);
    }

    @Test
    void optionsOfTheUserOverrideThose() throws Exception {
        assertThat(collectorLog("-Xmx300M ", "compare", "--help")).contains("Heap Max Capacity: 300M");
    }

    /** The shells of Windows set this variable. */
    @Test
    void windowsIsRefused() throws Exception {
        refused(
                folder.call().with("OS", "Windows_NT"),
                "this launcher does not support Windows; run it in WSL, or run: java -cp \"" + folder.jar() + "\"");
    }

    private static void refused(LauncherCall call, String message) throws Exception {
        Result result = call.run();
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("likeness: " + message).hasLineCount(1);
    }

    private static void answers(LauncherCall call) throws Exception {
        assertThat(call.run()).isEqualTo(Result.run("--version"));
    }

    private static String collectorLog(String options, String... arguments) throws Exception {
        Path log = Files.createTempFile(temporary, "collector", ".log");
        LauncherCall call =
                folder.call(arguments).with("LIKENESS_JAVA_OPTS", options + "-Xlog:gc,gc+init:file=" + log + ":none");
        assertThat(call.run().code()).isZero();
        return Files.readString(log);
    }

    /** A home with the Java of this test and nothing else. */
    private static Path javaHome(String name) throws IOException {
        Path home = folder.root().resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("bin/java"), LauncherCall.JAVA.resolve("bin/java"));
        return home;
    }
}
