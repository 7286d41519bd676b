package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureLimitsTest {
    private static final PictureLimits USUAL = PictureLimits.DEFAULT;

    private static PictureLimits limits(long pixels, int side, long bytes, Duration time) {
        return new PictureLimits(pixels, side, bytes, time);
    }

    @Test
    void theEnvironmentChangesThem() {
        assertThat(PictureLimits.of(Map.of())).isEqualTo(USUAL);
        assertThat(PictureLimits.of(Map.of(
                        "LIKENESS_PICTURE_MEGAPIXELS", "0.5",
                        "LIKENESS_PICTURE_SIDE", "900",
                        "LIKENESS_PICTURE_SECONDS", " 1.5 ")))
                .isEqualTo(limits(500_000, 900, USUAL.bytes(), Duration.ofMillis(1500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "many", "NaN", "1e9"})
    void whatIsNoLimitIsRefused(String value) {
        assertThatThrownBy(() -> PictureLimits.of(Map.of("LIKENESS_PICTURE_SECONDS", value)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("LIKENESS_PICTURE_SECONDS is '" + value + "'");
    }

    @Test
    void aPictureOfItsOwnLimitsIsHeldToThem() throws IOException {
        byte[] png = TestPictures.encode(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png");
        assertThat(Picture.read(png, "x", limits(1200, 40, png.length, USUAL.time())))
                .extracting(Picture::width)
                .isEqualTo(40);
        assertThatThrownBy(() -> Picture.read(png, "x", limits(1199, 40, 1000, USUAL.time())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x: the picture says it is 40x30 pixels");
        assertThatThrownBy(() -> Picture.read(png, "x", limits(1200, 39, 1000, USUAL.time())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("39 on a side");
        assertThatThrownBy(() -> Picture.read(png, "x", limits(1200, 40, png.length - 1, USUAL.time())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x: has more than " + (png.length - 1) + " bytes");
        assertThatThrownBy(() -> PictureDecoder.read(
                        new ByteArrayInputStream(png), limits(1200, 40, png.length - 1, USUAL.time())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the given stream: has more than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff"})
    void decodingIsGivenUpAfterItsTime(String ending) throws IOException {
        BufferedImage large = new BufferedImage(3000, 3000, BufferedImage.TYPE_INT_RGB);
        byte[] file = TestPictures.encode(large, ending);
        assertThatThrownBy(() -> Picture.read(file, "x", limits(10_000_000, 3000, 1 << 28, Duration.ofMillis(1))))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x: decoding it took longer than 0.001 seconds");
        assertThat(Picture.read(file, "x").width()).isEqualTo(3000);
    }

    /** Whoever waits goes on at once; the thread ends as soon as its work asks for the time. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD) // a wait without end fails
    void workThatAsksEndsAndWorkThatDoesNotHoldsNobodyUp() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(20), "x", deadline -> {
                    while (!deadline.passed()) {
                        Thread.onSpinWait();
                    }
                    ended.countDown();
                    return 0;
                }))
                .isInstanceOf(InputException.class);
        ended.await();

        AtomicBoolean release = new AtomicBoolean();
        try {
            assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(20), "x", deadline -> {
                        while (!release.get()) {
                            Thread.onSpinWait(); // like a reader that loops without asking for a byte
                        }
                        return 0;
                    }))
                    .isInstanceOf(InputException.class);
        } finally {
            release.set(true);
        }
    }

    /** Work that is done is refused all the same, when the thread that waits for it got no turn before. */
    @Test
    void workThatEndsTooLateIsRefused() {
        assertThatThrownBy(() -> Deadline.within(Duration.ofNanos(1), "x", deadline -> {
                    int steps = 0;
                    while (!deadline.passed() && steps < 1_000_000) {
                        steps++;
                    }
                    return steps;
                }))
                .isInstanceOf(InputException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    /**
     * As on a machine that is busy, or was put to sleep: the work waits, and the processor gives it nothing. It is given
     * up after 20 seconds, so that a late wake-up does not matter.
     */
    @Test
    void timeThatTheProcessorDoesNotGiveDoesNotCount() {
        assertThat(Deadline.<String>within(Duration.ofSeconds(1), "x", deadline -> {
                    try {
                        Thread.sleep(1200);
                    } catch (InterruptedException e) {
                        return "interrupted";
                    }
                    return deadline.passed() ? "over" : "done";
                }))
                .isEqualTo("done");
    }

    @Test
    void anInterruptDoesNotBreakReadingAndIsKept() throws IOException {
        byte[] png = TestPictures.encode(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png");
        Thread.currentThread().interrupt();
        assertThat(Picture.read(png).width()).isEqualTo(4);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** A frame of 4x3 pixels on a canvas of 65535x65535, some 13 GB. */
    @Test
    void aCanvasThatIsHugeIsRefused() throws IOException {
        byte[] gif = TestPictures.encode(new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) -1)
                .putShort(8, (short) -1);
        assertThatThrownBy(() -> Picture.read(gif))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("65535x65535");
    }

    /** The header promises 10000x9000 pixels and the file has none: no array of that size may be left behind. */
    @Test
    void theNumberOfPixelsComesFromTheHeaderAloneAndIsHeldAgainstWhatFollows() throws IOException {
        byte[] bmp = TestPictures.encode(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 10_000).putInt(22, 9_000);
        assertThatThrownBy(() -> Picture.read(bmp)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Picture.read(Arrays.copyOf(bmp, 60))).isInstanceOf(InputException.class);
    }

    /** A mutation at which the ImageIO reader goes on behind the end of the file for as long as it is let. */
    @Test
    void aReaderThatNeverEndsIsEndedLongBeforeItsTime() {
        byte[] endless = TestPictures.resource("endless.webp");
        PictureLimits patient = limits(10_000_000, 5000, 1 << 20, Duration.ofHours(1));
        assertThatThrownBy(() -> Picture.read(endless, "x", patient))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x: the WebP file is damaged (its compressed data are invalid)");
        assertThatThrownBy(() -> Deadline.within(patient.time(), "x", deadline -> {
                    try {
                        return WebpDecoding.of(endless, "x", patient).byReader(PictureLimitsTest::webpReader, deadline);
                    } catch (IOException e) {
                        throw new InputException("x: " + e.getMessage(), e);
                    }
                }))
                .isInstanceOf(InputException.class)
                .hasMessage("x: it ends within its data");
    }

    private static ImageReader webpReader() {
        return ImageIO.getImageReadersByFormatName("WebP").next();
    }
}
