package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** WebP files come out as libwebp's own program decodes them, to the bit where libwebp can be loaded. */
class WebpTest {
    static Map<String, byte[]> files(String archive) {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(TestPictures.resource(archive)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new AssertionError(archive, e);
        }
        return files;
    }

    @TestFactory
    Stream<DynamicTest> everyFileIsDecodedAsByLibwebp() {
        Map<String, byte[]> files = files("webp.zip");
        return files.keySet().stream()
                .filter(name -> name.endsWith(".webp"))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    byte[] reference = Objects.requireNonNull(files.get(name.replace(".webp", ".png")));
                    Picture expected = Picture.read(reference, name);
                    Picture decoded = Picture.read(Objects.requireNonNull(files.get(name)), name);
                    assertThat(decoded.width()).isEqualTo(expected.width());
                    assertThat(decoded.height()).isEqualTo(expected.height());
                    assertThat(worst(decoded, expected)).isZero();
                }));
    }

    @Test
    void manyLossyPicturesOfManySizesAreAmongThem() {
        assertThat(files("webp.zip").keySet())
                .filteredOn(name -> name.matches("lossy-.*\\.webp"))
                .hasSizeGreaterThanOrEqualTo(50);
    }

    /** The other reader, used where libwebp cannot be loaded, reads them, if not as exactly; not a single lossless pixel. */
    @TestFactory
    Stream<DynamicTest> theOtherReaderReadsThemToo() {
        Map<String, byte[]> files = files("webp.zip");
        return files.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".webp"))
                .filter(entry -> !entry.getKey().matches("lossless.*1x1.webp"))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    byte[] reference =
                            Objects.requireNonNull(files.get(entry.getKey().replace(".webp", ".png")));
                    Picture expected = Picture.read(reference);
                    Picture decoded = TestWebp.byOtherReader(entry.getValue());
                    assertThat(decoded.width()).isEqualTo(expected.width());
                    assertThat(decoded.height()).isEqualTo(expected.height());
                    if (entry.getKey().startsWith("lossless")) {
                        assertThat(worst(decoded, expected)).isZero();
                    }
                }));
    }

    @Test
    void threadsDecodeAtTheSameTime() {
        Map<String, byte[]> files = files("webp.zip");
        byte[] file = Objects.requireNonNull(files.get("lossy-09-40x200-q50.webp"));
        byte[] expected = Picture.read(file).rgb();
        assertThat(Stream.generate(() -> file).limit(400).parallel().map(Picture::read))
                .allMatch(picture -> Arrays.equals(picture.rgb(), expected));
    }

    private static int worst(Picture a, Picture b) {
        int worst = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            worst = Math.max(worst, Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff)));
        }
        return worst;
    }
}
