package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pictures of every format and kind, written by other people's software, come out as other people's software reads them. */
class PictureFormatsTest {
    private static final String EXPECTED = ".rgb";

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(TestPictures.resource("formats.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @TestFactory
    Stream<DynamicTest> everyFormatIsReadRight() throws IOException {
        Map<String, byte[]> files = files();
        return files.keySet().stream()
                .filter(name -> !name.endsWith(EXPECTED))
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> isRead(
                                name,
                                Objects.requireNonNull(files.get(name)),
                                Objects.requireNonNull(files.get(name + EXPECTED)))));
    }

    @Test
    void noFormatIsMissing() throws IOException {
        assertThat(files().keySet().stream()
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .distinct())
                .contains("jpg", "png", "webp", "bmp", "gif", "tif", "pgm", "ppm", "pbm");
    }

    private static void isRead(String name, byte[] file, byte[] expected) {
        Picture picture = Picture.read(file, name);
        ByteBuffer want = ByteBuffer.wrap(expected);
        assertThat(picture.width()).isEqualTo(want.getShort());
        assertThat(picture.height()).isEqualTo(want.getShort());
        int worst = 0;
        double sum = 0;
        for (byte value : picture.rgb()) {
            int off = Math.abs((value & 0xff) - (want.get() & 0xff));
            worst = Math.max(worst, off);
            sum += off;
        }
        assertThat(worst).as("largest difference").isLessThanOrEqualTo(tolerance(name));
        assertThat(sum / picture.rgb().length).as("mean difference").isLessThanOrEqualTo(tolerance(name) / 3.0);
    }

    private static int tolerance(String name) {
        if (name.startsWith("greylinear")) {
            return 11; // the darkest few values, where Pillow's profiles are coarse
        }
        return 1;
    }
}
