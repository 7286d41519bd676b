package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.params.provider.ValueSource;

/** The standard streams through the launcher, also those that are closed or full, and a home folder that is missing. */
@DisabledOnOs(OS.WINDOWS)
class LauncherStreamsTest {
    @TempDir
    static Path temporary;

    private static LauncherFolder folder;
    private static Result expected;

    @BeforeAll
    static void layOut() throws Exception {
        folder = LauncherFolder.clone(temporary.toRealPath().resolve("clone"));
        expected = Result.run(LauncherFolder.comparison());
        Files.copy(LauncherFolder.example("boat-1.png"), temporary.resolve("a.png"));
        Files.copy(LauncherFolder.example("boat-2.png"), temporary.resolve("b.png"));
    }

    @AfterAll
    static void close() throws IOException {
        folder.close();
    }

    /** The first file that Java opens must not become standard output. */
    @Test
    void aClosedOutputReceivesNothing() throws Exception {
        assertThat(folder.compare().shell("\"$@\" >&-").run()).isEqualTo(new Result(ExitCode.OK, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"$@\" 2>&-", "\"$@\" <&-"})
    void otherClosedStreamsChangeNothing(String line) throws Exception {
        assertThat(folder.compare().shell(line).run()).isEqualTo(expected);
    }

    @Test
    void aFullDiskIsReported() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
        Result full = folder.compare().shell("\"$@\" >/dev/full").run();
        assertThat(full.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(full.err())
                .startsWith("likeness: standard output cannot be written to (")
                .hasLineCount(1);
    }

    @Test
    void aClosedPipeIsReported() throws Exception {
        Result result =
                folder.compare().shell("{ \"$@\"; echo $? >&2; } | true").run();
        assertThat(result.err()).endsWith(ExitCode.BAD_INPUT + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env -u HOME \"$@\"", "HOME=/nowhere \"$@\"", "HOME= \"$@\""})
    void aMissingHomeFolderChangesNothing(String line) throws Exception {
        assertThat(folder.compare().shell(line).run()).isEqualTo(expected);
    }

    /** ONNX Runtime would keep an identifier and a queue of usage data there. */
    @Test
    void nothingIsKeptInTheHomeFolder() throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Result result = folder.compare()
                .with("HOME", home.toString())
                .with("LIKENESS_JAVA_OPTS", "-Duser.home=" + home)
                .run();
        assertThat(result).isEqualTo(expected);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void pairsComeFromStandardInput() throws Exception {
        Result result = shell("printf 'a,b\\na.png,b.png\\n' | \"$1\" compare --pairs -");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("a.png,b.png,");
    }

    @Test
    void theTableOnStandardInputIsNotOverwritten() throws Exception {
        String before = "a,b\na.png,b.png\n";
        Files.writeString(temporary.resolve("pairs.csv"), before);
        Result result = shell("\"$1\" compare --pairs - --out pairs.csv <pairs.csv");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--out pairs.csv is an input of this run (standard input");
        assertThat(temporary.resolve("pairs.csv")).hasContent(before);
    }

    @Test
    void aPipeIsNoFileToProtect() throws Exception {
        Result pipe = shell("printf 'a,b\\na.png,b.png\\n' | \"$1\" compare --pairs /dev/stdin --out answers.csv");
        assertThat(pipe.code()).as(pipe.err()).isZero();
        assertThat(temporary.resolve("answers.csv")).content().contains("a.png,b.png,");
    }

    /** Runs a line of the shell in the folder; $1 is the launcher. */
    private static Result shell(String line) throws Exception {
        return folder.call().shell(line).in(temporary).run();
    }
}
