package dev.likeness.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void writesAndReplacesWithoutLeftovers() throws Exception {
        Path file = folder.resolve("new").resolve("file");

        AtomicFiles.write(file, new byte[] {1, 2});
        AtomicFiles.write(file, new byte[] {3});

        assertThat(file).hasBinaryContent(new byte[] {3});
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailedWriteNamesTheFile() throws Exception {
        Path blocked = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(blocked.resolve("inside"), "kept");

        assertThatThrownBy(() -> AtomicFiles.write(blocked, new byte[] {1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(blocked.toString());
        assertThat(blocked.resolve("inside")).hasContent("kept");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(blocked);
        }
    }

    @Test
    void aFileInsteadOfTheFolderIsAnError() throws Exception {
        Path file = Files.writeString(folder.resolve("plain"), "kept");

        assertThatThrownBy(() -> AtomicFiles.write(file.resolve("child"), new byte[] {1}))
                .isInstanceOf(InputException.class);
        assertThat(file).hasContent("kept");
    }
}
