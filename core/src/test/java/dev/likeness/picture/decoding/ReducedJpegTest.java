package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG files of 200x112 pixels that libjpeg-turbo's cjpeg wrote, reduced by 4 and 8; see README.md beside the files. */
class ReducedJpegTest {
    private static final int BY_EIGHT = 112 / 8;
    private static final int BY_FOUR = 112 / 4;

    private static Pixels full(byte[] file) {
        return PictureDecoder.decode(file, "x", PictureLimits.current());
    }

    private static Pixels reduced(byte[] file, int side) {
        return PictureDecoder.decodeAtLeast(file, side, "x", PictureLimits.current());
    }

    /** The means of squares, by a plain loop. */
    private static double[] means(Pixels full, int factor) {
        int width = full.width() / factor;
        double[] means = new double[3 * width * (full.height() / factor)];
        for (int i = 0; i < means.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            double sum = 0;
            for (int s = 0; s < factor * factor; s++) {
                int at = (y * factor + s / factor) * full.width() + x * factor + s % factor;
                sum += full.rgb()[3 * at + i % 3] & 0xff;
            }
            means[i] = sum / (factor * factor);
        }
        return means;
    }

    private static void assertClose(Pixels reduced, double[] means, double mean, double most) {
        assertThat(reduced.rgb()).hasSize(means.length);
        double sum = 0;
        double worst = 0;
        for (int i = 0; i < means.length; i++) {
            double difference = Math.abs((reduced.rgb()[i] & 0xff) - means[i]);
            sum += difference;
            worst = Math.max(worst, difference);
        }
        assertThat(sum / means.length).as("mean difference").isLessThan(mean);
        assertThat(worst).as("largest difference").isLessThan(most);
    }

    /**
     * With full chroma, only rounding and clipping remain. Otherwise the full decoder interpolates the chroma across the
     * borders of the squares.
     */
    @ParameterizedTest
    @CsvSource({
        "444, 0.6, 4",
        "422, 1.5, 20",
        "440, 1.5, 20",
        "411, 1.5, 20",
        "420, 1.5, 20",
        "restarts, 1.5, 20",
        "grey, 0.5, 3"
    })
    void eachPixelIsTheMeanOfItsSquare(String kind, double mean, double most) {
        byte[] file = TestPictures.resource("reduced-" + kind + ".jpg");
        Pixels full = full(file);
        Pixels byEight = reduced(file, BY_EIGHT);
        assertThat(byEight.width()).isEqualTo(200 / 8);
        assertThat(byEight.height()).isEqualTo(112 / 8);
        assertClose(byEight, means(full, 8), mean, most);
        Pixels byFour = reduced(file, BY_FOUR);
        assertThat(byFour.width()).isEqualTo(200 / 4);
        assertClose(byFour, means(full, 4), mean, most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"reduced-progressive.jpg", "reduced-rgb.jpg", "cmyk.jpg", "three-scans.jpg", "turned-6.png"})
    void otherFilesAreDecodedInFull(String name) {
        byte[] file = TestPictures.resource(name);
        assertThat(reduced(file, 4).rgb()).isEqualTo(full(file).rgb());
    }

    @Test
    void aSmallPictureIsDecodedInFull() {
        byte[] file = TestPictures.resource("reduced-444.jpg");
        assertThat(reduced(file, BY_FOUR + 1).rgb()).isEqualTo(full(file).rgb());
    }

    /** The squares at the border are partly outside. Without correction the last pixels would be 13 levels too dark. */
    @Test
    void aSizeThatIsNoMultipleOfTheFactorKeepsTheLayout() throws IOException {
        int width = 135;
        int height = 132;
        BufferedImage ramp = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int across = (2 * (i % width) + 1) * 255 / (2 * width);
            int down = (2 * (i / width) + 1) * 255 / (2 * height);
            ramp.setRGB(i % width, i / width, across << 16 | down << 8 | 128);
        }
        Pixels reduced = reduced(TestPictures.encode(ramp, "jpeg"), 16);
        assertThat(reduced.width()).isEqualTo(16);
        assertThat(reduced.height()).isEqualTo(16);
        for (int i = 0; i < 16 * 16; i++) {
            assertThat((reduced.rgb()[3 * i] & 0xff) - (i % 16 + 0.5) / 16 * 255)
                    .isBetween(-5.0, 5.0);
            assertThat((reduced.rgb()[3 * i + 1] & 0xff) - (i / 16 + 0.5) / 16 * 255)
                    .isBetween(-5.0, 5.0);
        }
    }

    @Test
    void theOrientationIsApplied() throws IOException {
        byte[] file = TestPictures.resource("reduced-444.jpg");
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        Pixels upright = reduced(file, BY_EIGHT);
        Pixels turned = reduced(withSegment(file, exif), BY_EIGHT);
        assertThat(turned.width()).isEqualTo(112 / 8);
        assertThat(turned.rgb()).isEqualTo(Orientation.upright(upright, 6).rgb());
    }

    @Test
    void theProfileIsApplied() throws IOException {
        byte[] profile = Objects.requireNonNull(
                JpegProfile.of(TestPictures.resource("twins/JPEG-8bit-YCbCr-turned8-wide-restart-MM-420.jpg")));
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        int length = profile.length + 16;
        segment.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe2, (byte) (length >> 8), (byte) length});
        segment.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1));
        segment.writeBytes(profile);
        byte[] plain = TestPictures.resource("reduced-444.jpg");
        byte[] wide = withSegment(plain, segment.toByteArray());
        assertThat(reduced(wide, BY_EIGHT).rgb())
                .isNotEqualTo(reduced(plain, BY_EIGHT).rgb());
        assertClose(reduced(wide, BY_EIGHT), means(full(wide), 8), 1.5, 20);
    }

    private static byte[] withSegment(byte[] file, byte[] segment) {
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        with.write(file, 0, 2);
        with.writeBytes(segment);
        with.write(file, 2, file.length - 2);
        return with.toByteArray();
    }

    /** A damaged file is never reduced, so the full decoder refuses it, or accepts it. */
    @ParameterizedTest
    @ValueSource(strings = {"420", "restarts", "grey"})
    void theSameDamagedFilesAreRefused(String kind) {
        byte[] whole = TestPictures.resource("reduced-" + kind + ".jpg");
        Random random = new Random(17);
        int refused = 0;
        int accepted = 0;
        for (int i = 0; i < 300; i++) {
            byte[] file = damaged(whole, random);
            String inFull = outcome(file, PictureDecoder.FULL);
            assertThat(outcome(file, BY_EIGHT)).as("case %d of seed 17", i).isEqualTo(inFull);
            assertThat(outcome(file, BY_FOUR)).as("case %d of seed 17", i).isEqualTo(inFull);
            refused += inFull.isEmpty() ? 0 : 1;
            accepted += inFull.isEmpty() ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(50);
        assertThat(accepted).isGreaterThan(10);
    }

    /** Why a file is refused; empty if it is not. */
    private static String outcome(byte[] file, int side) {
        try {
            reduced(file, side);
            return "";
        } catch (InputException e) {
            return e.problem();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] file = whole.clone();
        int at = 2 + random.nextInt(random.nextBoolean() ? 600 : file.length - 2);
        switch (random.nextInt(5)) {
            case 0 -> file[at] = (byte) random.nextInt(256);
            case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(file, at, Math.min(file.length, at + random.nextInt(100)), (byte) 0);
            case 3 -> file = Arrays.copyOf(file, at);
            default -> {
                int to = Math.min(file.length, at + 1 + random.nextInt(20));
                System.arraycopy(whole, to, file, at, file.length - to);
                file = Arrays.copyOf(file, file.length - (to - at));
            }
        }
        return file;
    }

    @Test
    void theLimitsHold() {
        byte[] file = TestPictures.resource("reduced-420.jpg");
        PictureLimits limits = new PictureLimits(200 * 112 - 1, 4096, 1 << 20, Duration.ofSeconds(20));
        assertThatThrownBy(() -> PictureDecoder.decodeAtLeast(file, BY_EIGHT, "x", limits))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("200x112");
        PictureLimits narrow = new PictureLimits(1 << 20, 199, 1 << 20, Duration.ofSeconds(20));
        assertThatThrownBy(() -> PictureDecoder.decodeAtLeast(file, BY_EIGHT, "x", narrow))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("200");
    }
}
