package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile model folders, made from the bundled model: each is refused with a reason. */
class HostileModelsTest {
    private static final List<String> FILES = List.of("model.json", "encoder.onnx", "head.onnx");

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    HostileModelsTest() {
        FILES.forEach(file -> files.put(file, Models.bundled("characters").read(file)));
    }

    private byte[] file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    /** Opens the changed files, with correct checksums, because an attacker can compute them too. */
    private void open() {
        ModelFiles model = ModelFiles.of("stranger", file -> files.getOrDefault(file, new byte[0]));
        ModelCard card = ModelJson.read(model.read("model.json"), "stranger");
        Map<String, String> checksums = new LinkedHashMap<>(card.files());
        checksums.replaceAll((file, checksum) -> files.containsKey(file) ? Sha256.hex(file(file)) : checksum);
        String json = new String(file("model.json"), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> file : card.files().entrySet()) {
            json = json.replace(file.getValue(), checksums.get(file.getKey()));
        }
        files.put("model.json", json.getBytes(StandardCharsets.UTF_8));
        LearnedMeasure.open(model).close();
    }

    private void assertRefused(String... reasons) {
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(reasons)
                .message()
                .startsWith("stranger");
    }

    private void change(String was, String is) {
        String json = new String(file("model.json"), StandardCharsets.UTF_8);
        assertThat(json).containsPattern(was);
        files.put("model.json", json.replaceFirst(was, is).getBytes(StandardCharsets.UTF_8));
    }

    /** A field with a length; protobuf reads appended bytes as part of the message. */
    private static byte[] field(int number, byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, (long) number << 3 | 2);
        varint(out, contents.length);
        out.writeBytes(contents);
        return out.toByteArray();
    }

    private static byte[] field(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] number(int number, long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, (long) number << 3);
        varint(out, value);
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left >>> 7 != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private void append(String file, byte[] more) {
        files.put(file, join(file(file), more));
    }

    @Test
    void theBundledModelOpens() {
        open();
    }

    @Test
    void aFileThatWasChangedIsRefused() {
        byte[] head = file("head.onnx");
        head[head.length / 2] ^= 1;
        ModelFiles model = ModelFiles.of("stranger", this::file);
        assertThatThrownBy(() -> LearnedMeasure.open(model))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("head.onnx was damaged or changed");
    }

    @Test
    void anotherVersionIsRefused() {
        change("\"format\" : [0-9]+", "\"format\" : 99");
        assertRefused("format 99");
    }

    /** The graph names a file of the machine as its weights, and ONNX Runtime would load it. */
    @Test
    void weightsOutsideTheFileAreRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "abcdefgh");
        byte[] location = field(13, join(field(1, "location"), field(2, secret.toString())));
        byte[] tensor = join(number(1, 2), number(2, 1), field(8, "stolen"), location, number(14, 1));
        append("encoder.onnx", field(7, field(5, tensor)));
        assertRefused("encoder.onnx: contains data in other files");
    }

    @Test
    void weightsOutsideTheFileInAnAttributeAreRefused() {
        byte[] tensor = join(number(1, 2), number(2, 1), number(14, 1));
        byte[] node = join(field(4, "Constant"), field(5, join(field(1, "value"), field(5, tensor))));
        append("head.onnx", field(7, field(1, node)));
        assertRefused("head.onnx: contains data in other files");
    }

    @Test
    void loopsFunctionsSparseTensorsAndOtherOperatorsAreRefused() {
        Map<String, byte[]> graphs = Map.of(
                "nested graphs",
                field(7, field(1, field(5, field(6, new byte[0])))),
                "sparse tensors",
                field(7, field(15, new byte[0])),
                "operators of the domain 'com.microsoft'",
                field(7, field(1, field(7, "com.microsoft"))),
                "training information or functions",
                field(25, new byte[0]));
        byte[] sound = file("encoder.onnx");
        graphs.forEach((reason, more) -> {
            files.put("encoder.onnx", join(sound, more));
            assertRefused("encoder.onnx: contains " + reason);
        });
    }

    @Test
    void graphsThatDoNotFitTheCardAreRefusedBeforeAnyUse() {
        change("\"prepared\" : \\[ [0-9]+", "\"prepared\" : [ 7");
        assertRefused("encoder.onnx: its outputs are", "7", "do not belong together");
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        change("\"width\" : [0-9]+", "\"width\" : 200");
        assertRefused("encoder.onnx: its inputs are", "200");
    }

    @Test
    void aHeadAsTheEncoderIsRefused() {
        files.put("encoder.onnx", file("head.onnx"));
        assertRefused("encoder.onnx: its inputs are", "pixels");
    }

    @Test
    void aFileThatIsNotAGraphIsRefused() {
        files.put("encoder.onnx", "hello, world".getBytes(StandardCharsets.UTF_8));
        assertRefused("encoder.onnx: not an ONNX file");
        files.put("encoder.onnx", new byte[0]);
        assertRefused("encoder.onnx: not an ONNX file");
    }

    @Test
    void checksumsOfFilesElsewhereAreRefused() {
        change("\"encoder.onnx\" :", "\"../../../../etc/passwd\" :");
        assertRefused("../../../../etc/passwd", "leads outside");
    }

    @Test
    void linksInAFolderAreRefusedAndNothingIsWritten() throws IOException {
        for (String file : FILES) {
            Files.write(folder.resolve(file), file(file));
        }
        Files.move(folder.resolve("head.onnx"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("head.onnx"), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> Likeness.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("links are not followed");
        try (Stream<Path> now = Files.list(folder)) {
            assertThat(now).hasSize(4);
        }
    }

    /** Damaged bytes at any place give an error of ours, and never crash ONNX Runtime. */
    @Test
    void damagedGraphsAreInputErrors() {
        byte[] sound = file("head.onnx");
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = sound.clone();
            for (int k = 0; k <= i % 4; k++) {
                damaged[random.nextInt(Math.min(damaged.length, i % 2 == 0 ? 4000 : damaged.length))] =
                        (byte) random.nextInt();
            }
            files.put("head.onnx", damaged);
            try {
                open();
            } catch (InputException e) {
                assertThat(e).hasMessageStartingWith("stranger");
            }
        }
    }
}
