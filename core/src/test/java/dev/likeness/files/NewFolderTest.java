package dev.likeness.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFolderTest {
    @TempDir
    Path folder;

    @Test
    void existsOnlyAfterTheMove() throws IOException {
        Path target = folder.resolve("deep/target");
        try (NewFolder made = NewFolder.at(target)) {
            Files.createDirectories(made.aside().resolve("inner"));
            Files.writeString(made.aside().resolve("inner/file"), "text");
            assertThat(target).doesNotExist();
            made.moveIntoPlace();
        }
        assertThat(target.resolve("inner/file")).hasContent("text");
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void leavesNothingWithoutTheMove() throws IOException {
        try (NewFolder made = NewFolder.at(folder.resolve("target"))) {
            Files.writeString(made.aside().resolve("file"), "text");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void replacesOnlyAnEmptyFolder() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        try (NewFolder made = NewFolder.at(target)) {
            Files.writeString(made.aside().resolve("file"), "text");
            made.moveIntoPlace();
        }
        assertThatThrownBy(() -> NewFolder.at(target))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> NewFolder.at(target.resolve("file"))).isInstanceOf(InputException.class);
        assertThat(target.resolve("file")).hasContent("text");
    }

    @Test
    void doesNotReplaceFilesCreatedMeanwhile() throws IOException {
        Path target = folder.resolve("target");
        try (NewFolder made = NewFolder.at(target)) {
            Files.createDirectory(target);
            Files.writeString(target.resolve("other"), "theirs");
            assertThatThrownBy(made::moveIntoPlace)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("choose a new folder");
        }
        assertThat(target.resolve("other")).hasContent("theirs");
    }
}
