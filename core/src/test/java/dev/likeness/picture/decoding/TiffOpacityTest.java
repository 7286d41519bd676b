package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples beside the colours are opacity only where the file says so, and pages that are reduced copies are skipped. */
class TiffOpacityTest {
    private static final int PHOTOMETRIC = 262;
    private static final int EXTRA_SAMPLES = 338;

    private static byte[] pixel(int bits, int... samples) {
        ByteBuffer pixel = ByteBuffer.allocate(samples.length * bits / 8).order(ByteOrder.BIG_ENDIAN);
        for (int sample : samples) {
            switch (bits) {
                case 8 -> pixel.put((byte) sample);
                case 16 -> pixel.putShort((short) (257 * sample));
                default -> pixel.putFloat(sample / 255f);
            }
        }
        return pixel.array();
    }

    private static int[] read(TiffFile tiff, byte[] pixel) {
        return TestPictures.pixel(Picture.read(tiff.file(pixel), "x"), 0, 0);
    }

    static Stream<Arguments> forms() {
        return Stream.of(8, 16, 32).flatMap(bits -> Stream.of(Arguments.of(bits, false), Arguments.of(bits, true)));
    }

    private static TiffFile tiff(int samples, int bits, boolean big) {
        long[] formats = new long[samples];
        java.util.Arrays.fill(formats, bits == 32 ? 3 : 1);
        return new TiffFile(ByteOrder.BIG_ENDIAN, big)
                .sized(1, 1, samples, bits)
                .with(339, formats);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void samplesWithoutATagAreNotOpacity(int bits, boolean big) {
        assertThat(read(tiff(2, bits, big), pixel(bits, 100, 51))).containsExactly(100, 100, 100);
        TiffFile three = tiff(3, bits, big).with(PHOTOMETRIC, 1);
        assertThat(read(three, pixel(bits, 100, 51, 7))).containsExactly(100, 100, 100);
        TiffFile inverted = tiff(2, bits, big).with(PHOTOMETRIC, 0);
        assertThat(read(inverted, pixel(bits, 100, 51))).containsExactly(155, 155, 155);
        assertThat(read(tiff(5, bits, big), pixel(bits, 100, 0, 50, 51, 7))).containsExactly(100, 0, 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void samplesBesideInksAreNotOpacityWithoutATag(int bits) {
        TiffFile tiff = tiff(5, bits, false).with(PHOTOMETRIC, 5);
        assertThat(read(tiff, pixel(bits, 155, 55, 0, 0, 51))).containsExactly(100, 200, 255);
    }

    @Test
    void samplesBesideAPaletteAreNotOpacityWithoutATag() {
        long[] colours = new long[3 * 256];
        colours[3] = 100 * 257;
        TiffFile tiff = tiff(2, 8, false).with(PHOTOMETRIC, 3).with(320, colours);
        assertThat(read(tiff, pixel(8, 3, 51))).containsExactly(100, 0, 0);
    }

    /** As libtiff and Pillow read it: some programs omit the tag. */
    @ParameterizedTest
    @MethodSource("forms")
    void theFourthSampleOfRgbIsOpacityWithoutATag(int bits, boolean big) {
        assertThat(read(tiff(4, bits, big), pixel(bits, 100, 0, 50, 51))).containsExactly(224, 204, 214);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theStatedOpacityNeedNotBeTheFirstSample(int bits, boolean big) {
        TiffFile separate = tiff(5, bits, big).with(EXTRA_SAMPLES, 0, 2);
        assertThat(read(separate, pixel(bits, 100, 0, 50, 7, 51))).containsExactly(224, 204, 214);
        TiffFile premultiplied = tiff(6, bits, big).with(EXTRA_SAMPLES, 0, 0, 1);
        assertThat(read(premultiplied, pixel(bits, 20, 0, 10, 7, 9, 51))).containsExactly(224, 204, 214);
        TiffFile grey = tiff(3, bits, big).with(PHOTOMETRIC, 1).with(EXTRA_SAMPLES, 0, 2);
        assertThat(read(grey, pixel(bits, 100, 7, 51))).containsExactly(224, 224, 224);
        TiffFile first = tiff(5, bits, big).with(EXTRA_SAMPLES, 2, 1);
        assertThat(read(first, pixel(bits, 100, 0, 50, 51, 7))).containsExactly(224, 204, 214);
    }

    /** Two pixels, so that samples of a pixel cannot be taken for the next one. */
    @ParameterizedTest
    @CsvSource({"2, 0, 100 51 7 200 255 9", "0, 2, 100 7 51 200 9 255", "1, 0, 20 51 7 200 255 9"})
    void greyMayHaveOpacityAndMore(int first, int second, String stored) {
        String[] numbers = stored.split(" ");
        for (int bits : new int[] {8, 16, 32}) {
            byte[] pixels = pixel(
                    bits,
                    java.util.Arrays.stream(numbers).mapToInt(Integer::parseInt).toArray());
            TiffFile tiff = new TiffFile(ByteOrder.BIG_ENDIAN, false)
                    .sized(2, 1, 3, bits)
                    .with(339, bits == 32 ? 3 : 1)
                    .with(EXTRA_SAMPLES, first, second);
            assertThat(Picture.read(tiff.with(PHOTOMETRIC, 1).file(pixels)).rgb())
                    .containsExactly(224, 224, 224, 200, 200, 200);
        }
    }

    @Test
    void aLaterOpacityInPlanesIsUnsupported() {
        byte[] file = tiff(5, 8, false).with(EXTRA_SAMPLES, 0, 2).with(284, 2).file(new byte[5]);
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "in planes whose opacity is not the first sample after the colours, which is not");
    }

    @ParameterizedTest
    @CsvSource({"254, 1, 200", "255, 2, 200", "254, 4, 10", "255, 1, 10", "255, 3, 10"})
    void theFirstPageThatIsNotAReducedCopyIsRead(int tag, int value, int expected) {
        byte[] page = TiffFile.of(1, 1, 1, 8).with(tag, value).file(new byte[] {10});
        byte[] second = TiffFile.of(2, 1, 2, 8).file(new byte[] {(byte) 200, 0, (byte) 200, 0});
        byte[] file = chained(page, second);
        assertThat(TestPictures.pixel(Picture.read(file), 0, 0)).containsOnly(expected);
    }

    /** Two classic files of {@link TiffFile}, little-endian, as two pages of one. */
    private static byte[] chained(byte[] first, byte[] second) {
        ByteBuffer file = ByteBuffer.allocate(first.length + second.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(first).put(second);
        int directory = file.getInt(4);
        int next = first.length + file.getInt(first.length + 4);
        file.putInt(directory + 2 + 12 * file.getShort(directory), next);
        for (int entry = next + 2; entry < next + 2 + 12 * file.getShort(next); entry += 12) {
            boolean inside = file.getShort(entry + 2) == 3 && file.getInt(entry + 4) <= 2;
            if (file.getShort(entry) == 273 || !inside) {
                file.putInt(entry + 8, first.length + file.getInt(entry + 8));
            }
        }
        return file.array();
    }
}
