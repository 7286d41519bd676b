package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundledModelTest {
    @Test
    void theChecksumsAreThoseOfAllFiles() throws IOException {
        Path folder = Path.of("src/main/resources/dev/likeness/models");
        List<String> expected;
        try (Stream<Path> files = Files.walk(folder)) {
            expected = files.filter(
                            file -> Files.isRegularFile(file) && file.getNameCount() > folder.getNameCount() + 1)
                    .sorted()
                    .map(file -> folder.relativize(file).toString().replace('\\', '/') + " = "
                            + BundledModel.checksum(bytes(file)))
                    .toList();
        }
        assertThat(Files.readAllLines(folder.resolve(BundledModel.CHECKSUMS)).stream()
                        .filter(line -> !line.startsWith("#")))
                .containsExactlyElementsOf(expected);
    }

    /** Reading checks the CRC-32 only, so that this test is what connects it with the card. */
    @Test
    void theFilesAreThoseOfTheirCards() {
        for (String name : Models.names()) {
            ModelFiles model = Models.bundled(name);
            Map<String, String> card =
                    ModelJson.read(model.read("model.json"), name).files();
            assertThat(card).containsKeys("encoder.onnx", "head.onnx");
            card.forEach((file, sha256) -> assertThat(Sha256.hex(model.read(file)))
                    .as(name + "/" + file)
                    .isEqualTo(sha256));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "encoder.onnx", "head.onnx"})
    void aFlippedBitIsRefused(String file) {
        for (String name : Models.names()) {
            BundledModel model = new BundledModel(name);
            byte[] bytes = model.read(file);
            for (int place = 0; place < bytes.length; place += 1 + bytes.length / 50) {
                bytes[place] ^= (byte) (1 << (place % 8));
                assertThatThrownBy(() -> model.checked(file, bytes))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining(name + ": " + file + " was damaged");
                bytes[place] ^= (byte) (1 << (place % 8));
            }
            assertThat(model.checked(file, bytes)).isSameAs(bytes);
        }
    }

    /** A file of another model, and one without a checksum. */
    @Test
    void anotherFileIsRefused() {
        byte[] bytes = Models.bundled("photos").read("head.onnx");
        for (String file : List.of("head.onnx", "other.onnx")) {
            assertThatThrownBy(() -> new BundledModel("characters").checked(file, bytes))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("build or install likeness again");
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
