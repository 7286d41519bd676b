package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
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
    private static final PictureLimits DEFAULT = PictureLimits.DEFAULT;

    private static PictureLimits limits(long pixels, int side, long bytes, Duration time) {
        return new PictureLimits(pixels, side, bytes, time);
    }

    @Test
    void theLimitsOfTheProcessApplyToReadsWithoutLimits() throws IOException {
        byte[] png = TestPictures.encode(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png");
        PictureLimits before = PictureLimits.current();
        assertThat(before).isEqualTo(DEFAULT);
        try {
            PictureLimits.setCurrent(limits(1199, 40, 1 << 20, DEFAULT.time()));
            assertThatThrownBy(() -> Picture.read(png, "x"))
                    .isInstanceOf(InputException.class)
                    .hasMessageEndingWith("; save the picture smaller, or raise the limits for the size of pictures")
                    .satisfies(e -> assertThat(((InputException) e).remedy())
                            .contains(new Remedy(Remedy.Action.RAISE_PICTURE_SIZE)));
            assertThat(Picture.read(png, "x", DEFAULT).width()).isEqualTo(40);
        } finally {
            PictureLimits.setCurrent(before);
        }
    }

    @Test
    void theLimitsOfAReadApply() throws IOException {
        byte[] png = TestPictures.encode(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png");
        assertThat(Picture.read(png, "x", limits(1200, 40, png.length, DEFAULT.time())))
                .extracting(Picture::width)
                .isEqualTo(40);
        assertThatThrownBy(() -> Picture.read(png, "x", limits(1199, 40, 1000, DEFAULT.time())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x: the picture says it is 40x30 pixels");
        assertThatThrownBy(() -> Picture.read(png, "x", limits(1200, 39, 1000, DEFAULT.time())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("39 on a side");
        assertThatThrownBy(() -> Picture.read(png, "x", limits(1200, 40, png.length - 1, DEFAULT.time())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x: has more than " + (png.length - 1) + " bytes");
        assertThatThrownBy(() -> PictureDecoder.read(
                        new ByteArrayInputStream(png), limits(1200, 40, png.length - 1, DEFAULT.time())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the given stream: has more than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff"})
    void decodingStopsAtTheDeadline(String ending) throws IOException {
        BufferedImage large = new BufferedImage(3000, 3000, BufferedImage.TYPE_INT_RGB);
        byte[] file = TestPictures.encode(large, ending);
        assertThatThrownBy(() -> Picture.read(file, "x", limits(10_000_000, 3000, 1 << 28, Duration.ofMillis(1))))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x: decoding it took longer than 0.001 seconds");
        assertThat(Picture.read(file, "x").width()).isEqualTo(3000);
    }

    /** The caller continues at once; the thread ends as soon as its work checks the deadline. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD) // an endless wait fails
    void workThatChecksTheDeadlineEndsAndOtherWorkBlocksNoCaller() throws InterruptedException {
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
                            Thread.onSpinWait(); // like a reader that loops without reading a byte
                        }
                        return 0;
                    }))
                    .isInstanceOf(InputException.class);
        } finally {
            release.set(true);
        }
    }

    /** Work that ends too late is refused even if the waiting thread did not run before. */
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
     * As on a busy or suspended machine: the work waits without processor time. It stops after 20 seconds, so that a
     * late wake-up does not matter.
     */
    @Test
    void onlyProcessorTimeCounts() {
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
    void aHugeCanvasIsRefused() throws IOException {
        byte[] gif = TestPictures.encode(new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) -1)
                .putShort(8, (short) -1);
        assertThatThrownBy(() -> Picture.read(gif))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("65535x65535");
    }

    /** The header states 10000x9000 pixels and the file has none: no array of that size may stay in memory. */
    @Test
    void theSizeInTheHeaderIsCheckedAgainstTheData() throws IOException {
        byte[] bmp = TestPictures.encode(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 10_000).putInt(22, 9_000);
        assertThatThrownBy(() -> Picture.read(bmp)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Picture.read(Arrays.copyOf(bmp, 60))).isInstanceOf(InputException.class);
    }

    /** A mutation for which the ImageIO reader reads past the end of the file without end. */
    @Test
    void anEndlessReaderIsStoppedLongBeforeTheDeadline() {
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
                .hasMessage("x: it is truncated");
    }

    private static ImageReader webpReader() {
        return ImageIO.getImageReadersByFormatName("WebP").next();
    }
}
