package dev.likeness.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    @TempDir
    Path folder;

    private Path zip(Map<String, String> entries) throws IOException {
        Path zip = folder.resolve("model.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    @Test
    void aFolderAndAZipOfItContainTheSameFiles() throws IOException {
        Files.writeString(folder.resolve("head.onnx"), "head");

        assertThat(ModelFiles.at(folder).read("head.onnx")).asString().isEqualTo("head");
        assertThat(ModelFiles.at(zip(Map.of("head.onnx", "head"))).read("head.onnx"))
                .asString()
                .isEqualTo("head");
        assertThat(ModelFiles.at(zip(Map.of("model/head.onnx", "head"))).read("head.onnx"))
                .asString()
                .isEqualTo("head");
    }

    @Test
    void aMissingModelIsAnErrorThatExplainsAModelFolder() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");

        assertThatThrownBy(() -> ModelFiles.at(folder.resolve("absent")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("absent")
                .hasMessageContaining("choose a bundled model");
        assertThatThrownBy(() -> ModelFiles.at(folder).read("model.json"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("model.json");
        assertThatThrownBy(() -> ModelFiles.at(text).read("model.json"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("notes.txt")
                .hasMessageContaining("zip");
    }

    @Test
    void symbolicLinksAreNotFollowed() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "secret");
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.createSymbolicLink(model.resolve("head.onnx"), outside);

        assertThatThrownBy(() -> ModelFiles.at(model).read("head.onnx"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("links are not followed");
    }
}
