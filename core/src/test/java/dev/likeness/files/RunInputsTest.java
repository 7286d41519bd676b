package dev.likeness.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every spelling of an input as an output, and outputs beside the inputs. */
@DisabledOnOs(OS.WINDOWS) // links need special rights there
class RunInputsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void layOut() throws Exception {
        Files.createDirectories(folder.resolve("data/sub"));
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("data/sub/a.png"), "a");
        Files.writeString(folder.resolve("other/b.png"), "b");
        Files.writeString(folder.resolve("table.csv"), "a,b");
        Files.createSymbolicLink(folder.resolve("file-link"), Path.of("table.csv"));
        Files.createSymbolicLink(folder.resolve("link-of-link"), Path.of("file-link"));
        Files.createLink(folder.resolve("hard"), folder.resolve("table.csv"));
        Files.createSymbolicLink(folder.resolve("data-link"), Path.of("data"));
        Files.createLink(folder.resolve("hard-of-a"), folder.resolve("data/sub/a.png"));
        Files.createSymbolicLink(folder.resolve("data/to-other"), Path.of("../other"));
        Files.createSymbolicLink(folder.resolve("link-of-a"), Path.of("data/sub/a.png"));
    }

    private void require(String input, String output) {
        RunInputs inputs = new RunInputs();
        inputs.add("DATA", folder.resolve("absent"));
        inputs.add("DATA", folder.resolve(input));
        inputs.requireNotInput("--out", folder.resolve(output));
    }

    @ParameterizedTest
    @CsvSource({
        "table.csv, table.csv, is",
        "table.csv, ./table.csv, is",
        "table.csv, other/../table.csv, is",
        "table.csv, file-link, is",
        "table.csv, link-of-link, is",
        "table.csv, hard, is",
        "file-link, table.csv, is",
        "hard, file-link, is",
        "data, data, is",
        "data, data-link, is",
        "data-link, data, is",
        "data, data/new, lies in",
        "data, data/new/deep, lies in",
        "data, data-link/new, lies in",
        "data-link, data/sub/a.png, lies in",
        "data, data/sub/../new, lies in",
        "data, link-of-a, lies in",
        "data, hard-of-a, is a part of",
        "data, other, is a part of",
        "data, other/b.png, is a part of",
        "data, other/new.csv, is a part of",
        "data, other/new/deep.csv, is a part of",
        "data/sub, data, contains",
        "data/sub/a.png, data, contains",
        "data, ., contains",
        "table.csv, '', contains",
    })
    void anOutputThatOverlapsAnInputIsRefused(String input, String output, String how) {
        assertThatThrownBy(() -> require(input, output))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("--out ")
                .hasMessageContaining(" " + how + " an input of this run (DATA ")
                .hasMessageContaining("nothing was written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new.csv", "data2", "database", "new/deep/x", "table.csv.png"})
    void anOutputBesideTheInputsIsAllowed(String output) {
        assertThatCode(() -> {
                    require("table.csv", output);
                    require("data", output);
                })
                .doesNotThrowAnyException();
    }

    /** A link to a folder above the input does not make all files in that folder inputs. */
    @Test
    void aLinkToTheParentFolderDoesNotForbidNewFilesThere() throws Exception {
        Files.createSymbolicLink(folder.resolve("data/to-parent"), Path.of(".."));
        assertThatCode(() -> require("data", "new.csv")).doesNotThrowAnyException();
    }

    @Test
    void aNewFileBesideAnInputFileIsAllowed() {
        assertThatCode(() -> require("data/sub/a.png", "data/sub/map.png")).doesNotThrowAnyException();
    }

    /** A shell passes {@code <(..)} as such a path; standard input is one, too. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeCannotBeOverwritten() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start(); // its standard input is a pipe
        try {
            RunInputs inputs = new RunInputs();
            inputs.add("--pairs", Path.of("/proc/" + process.pid() + "/fd/0"));
            assertThatCode(() -> inputs.requireNotInput("--out", folder.resolve("answers.csv")))
                    .doesNotThrowAnyException();
        } finally {
            process.destroy();
        }
    }
}
