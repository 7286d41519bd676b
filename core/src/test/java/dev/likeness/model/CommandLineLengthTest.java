package dev.likeness.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineLengthTest {
    @TempDir
    Path folder;

    @Test
    void aTooLongCommandLineIsAnError() throws Exception {
        Path shortEnough = Files.write(folder.resolve("short"), new byte[3_900]);
        Path tooLong = Files.write(folder.resolve("long"), new byte[3_901]);

        assertThatCode(() -> CommandLineLength.require(shortEnough)).doesNotThrowAnyException();
        assertThatCode(() -> CommandLineLength.require(folder.resolve("absent")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CommandLineLength.require(tooLong))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3901")
                .hasMessageContaining("argument file");
    }
}
