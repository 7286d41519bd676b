package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Animations on their canvas, and files whose layout does not hold together. */
class WebpLayoutTest {
    private static final byte[] LOSSY = TestWebp.entry("webp.zip", "lossy-06-33x31-q30.webp");
    private static final byte[] LOSSY_CHUNK = TestWebp.chunkOf(LOSSY, "VP8 ");

    private static byte[] animated(int[] place, int canvasWidth, int canvasHeight, byte[]... chunks) {
        return TestWebp.riff(
                TestWebp.extended(TestWebp.ANIMATION | 0x10, canvasWidth, canvasHeight),
                TestWebp.animation(),
                TestWebp.frame(place, chunks),
                TestWebp.frame(new int[] {0, 0, 33, 31}, LOSSY_CHUNK));
    }

    /** The frame laid on white at a place. */
    private static Picture onCanvas(Picture frame, int width, int height, int left, int top) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 255);
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < 3 * frame.width(); x++) {
                rgb[3 * ((top + y) * width + left) + x] = frame.rgb()[3 * y * frame.width() + x];
            }
        }
        return new Picture(width, height, rgb);
    }

    private static void isEqual(Picture decoded, Picture expected) {
        assertThat(decoded.width()).isEqualTo(expected.width());
        assertThat(decoded.height()).isEqualTo(expected.height());
        assertThat(decoded.rgb()).isEqualTo(expected.rgb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha-0-33x31", "alpha-3-33x31", "alpha-6-33x31", "lossless-0-33x31", "lossless-3-33x31"})
    void theFirstFrameOfAnAnimationLiesOnItsCanvas(String name) {
        byte[] still = TestWebp.entry("webp.zip", name + ".webp");
        byte[] file = animated(
                new int[] {40, 6, 33, 31},
                101,
                57,
                TestWebp.chunkOf(still, "ALPH"),
                TestWebp.chunkOf(still, "VP8 "),
                TestWebp.chunkOf(still, "VP8L"));
        isEqual(Picture.read(file), onCanvas(Picture.read(still), 101, 57, 40, 6));
    }

    @Test
    void aFrameMayFillTheCanvasOrTouchItsEnd() {
        Picture still = Picture.read(LOSSY);
        isEqual(Picture.read(animated(new int[] {0, 0, 33, 31}, 33, 31, LOSSY_CHUNK)), still);
        isEqual(Picture.read(animated(new int[] {2, 4, 33, 31}, 35, 35, LOSSY_CHUNK)), onCanvas(still, 35, 35, 2, 4));
    }

    @Test
    void chunksWithoutMeaningAreIgnoredInAFrame() {
        byte[] alpha = TestWebp.entry("webp.zip", "alpha-0-33x31.webp");
        byte[] file = animated(
                new int[] {0, 0, 33, 31},
                33,
                31,
                TestWebp.chunk("ABCD", new byte[3]),
                TestWebp.chunkOf(alpha, "ALPH"),
                TestWebp.chunk("EFGH", new byte[5]),
                TestWebp.chunkOf(alpha, "VP8 "));
        isEqual(Picture.read(file), Picture.read(alpha));
    }

    private static Picture turned(Picture picture, int orientation) {
        Pixels pixels = new Pixels(picture.width(), picture.height(), picture.rgb());
        Pixels upright = Orientation.upright(pixels, orientation);
        return new Picture(upright.width(), upright.height(), upright.rgb());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 8})
    void orientationHoldsForTheCanvas(int orientation) {
        byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0};
        byte[] file = TestWebp.riff(
                TestWebp.extended(TestWebp.ANIMATION | 0x08, 60, 40),
                TestWebp.animation(),
                TestWebp.frame(new int[] {10, 4, 33, 31}, LOSSY_CHUNK),
                TestWebp.chunk("XMP ", new byte[7]),
                TestWebp.chunk("EXIF", exif));
        isEqual(Picture.read(file), turned(onCanvas(Picture.read(LOSSY), 60, 40, 10, 4), orientation));
    }

    @Test
    void theColourProfileHoldsForAnAnimationAndMayStandBehindIt() {
        byte[] still = TestWebp.entry("formats.zip", "adobe.webp");
        byte[] frame = TestWebp.frame(new int[] {0, 0, 16, 12}, TestWebp.chunkOf(still, "VP8L"));
        byte[] profile = TestWebp.chunkOf(still, "ICCP");
        byte[] header = TestWebp.extended(TestWebp.ANIMATION | TestWebp.PROFILE, 16, 12);
        Picture expected = Picture.read(still);
        assertThat(expected.rgb())
                .as("with the profile and without")
                .isNotEqualTo(Picture.read(TestWebp.riff(TestWebp.chunkOf(still, "VP8L")))
                        .rgb());
        isEqual(Picture.read(TestWebp.riff(header, profile, TestWebp.animation(), frame)), expected);
        isEqual(Picture.read(TestWebp.riff(header, TestWebp.animation(), frame, profile)), expected);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] file) {
        return assertThatThrownBy(() -> Picture.read(file, "x")).isInstanceOf(InputException.class);
    }

    @Test
    void aFrameOutsideOfItsCanvasIsRefused() {
        assertRefused(animated(new int[] {70, 0, 33, 31}, 101, 57, LOSSY_CHUNK))
                .hasMessageContaining(
                        "its first frame, 33x31 pixels at 70,0, does not lie within its canvas of 101x57");
        assertRefused(animated(new int[] {0, 30, 33, 31}, 101, 57, LOSSY_CHUNK))
                .hasMessageContaining("33x31 pixels at 0,30");
    }

    @Test
    void sizesThatContradictEachOtherAreRefused() {
        assertRefused(animated(new int[] {0, 0, 33, 30}, 101, 57, LOSSY_CHUNK))
                .hasMessageContaining("it says its first frame is 33x30 pixels and holds a frame of 33x31");
        assertRefused(TestWebp.riff(TestWebp.extended(0, 34, 31), LOSSY_CHUNK))
                .hasMessageContaining("it says it is 34x31 pixels and holds a frame of 33x31");
        assertRefused(TestWebp.riff(TestWebp.extended(0, 20, 20), LOSSY_CHUNK))
                .hasMessageContaining("it says it is 20x20 pixels and holds a frame of 33x31");
    }

    @Test
    void layoutsWithoutAPictureAreRefused() {
        assertRefused(TestWebp.riff(TestWebp.extended(0, 33, 31))).hasMessageContaining("it holds no picture");
        assertRefused(TestWebp.riff()).hasMessageContaining("it holds no picture");
        assertRefused(animated(new int[] {0, 0, 33, 31}, 33, 31))
                .hasMessageContaining("its first frame holds no picture");
        assertRefused(TestWebp.riff(TestWebp.frame(new int[] {0, 0, 33, 31}, LOSSY_CHUNK)))
                .hasMessageContaining("it is an animation without a canvas");
    }

    @Test
    void aCanvasPastTheLimitsIsRefusedBeforeAnythingIsDecoded() {
        assertRefused(animated(new int[] {0, 0, 33, 31}, 1 << 24, 1 << 24, LOSSY_CHUNK))
                .hasMessageContaining("the picture says it is 16777216x16777216 pixels");
        PictureLimits few = new PictureLimits(33 * 31 - 1, 33, 1 << 20, Duration.ofSeconds(30));
        assertThatThrownBy(() -> Picture.read(LOSSY, "x", few))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the picture says it is 33x31 pixels");
    }

    /** libwebp itself asks for no time: whoever waits goes on, and the thread ends after the frame. */
    @Test
    void decodingIsGivenUpAfterItsTime() throws InterruptedException {
        byte[] large = TestWebp.plain(4000, 4000);
        PictureLimits hasty = new PictureLimits(100_000_000, 10_000, 1 << 20, Duration.ofMillis(1));
        assertThatThrownBy(() -> Picture.read(large, "x", hasty))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x: decoding it took longer than 0.001 seconds");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("likeness-picture")) {
                thread.join();
            }
        }
        assertThat(Arrays.equals(Picture.read(large).rgb(), new byte[3 * 4000 * 4000]))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy-06-33x31-q30", "lossless-0-33x31", "alpha-0-33x31", "alpha-3-33x31"})
    void everyLengthOfAFileCutShortIsRefused(String name) {
        byte[] whole = TestWebp.entry("webp.zip", name + ".webp");
        for (int length = 12; length < whole.length - 1; length++) { // the last byte may be padding
            byte[] cut = Arrays.copyOf(whole, length);
            assertRefused(cut).hasMessageContaining("the WebP file ends early, after " + length + " bytes");
            ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length - 8);
            assertRefused(cut).hasMessageContaining("the WebP file is damaged");
        }
    }

    /** All sizes agree with each other, and the compressed data stop in the middle. */
    @ParameterizedTest
    @ValueSource(strings = {"lossy-06-33x31-q30", "lossless-0-33x31"})
    void dataThatStopInTheMiddleAreRefused(String name) {
        byte[] whole = TestWebp.entry("webp.zip", name + ".webp");
        String kind = name.startsWith("lossy") ? "VP8 " : "VP8L";
        byte[] chunk = TestWebp.chunkOf(whole, kind);
        byte[] half = Arrays.copyOfRange(chunk, 8, chunk.length / 2);
        assertRefused(TestWebp.riff(TestWebp.chunk(kind, half))).hasMessageContaining("the WebP file is damaged");
    }
}
