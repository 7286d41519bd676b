package dev.likeness.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the filter with the results of OpenCV, and with a plain loop over all pixels. */
class ResizerTest {
    static List<String> golden() throws IOException {
        try (InputStream in = ResizerTest.class.getResourceAsStream("inter-area.txt")) {
            assertThat(in).as("the resource inter-area.txt").isNotNull();
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void isWithinOneGreyLevelOfOpenCv(String line) {
        String[] words = line.split(" ");
        int[] sizes = Arrays.stream(words, 0, 5).mapToInt(Integer::parseInt).toArray();
        byte[] expected = HexFormat.of().parseHex(words[5]);
        byte[] resized = Resizer.area(pattern(sizes[0], sizes[1]), new PictureShape(sizes[2], sizes[3], sizes[4]));
        assertThat(resized).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs((resized[i] & 0xff) - (expected[i] & 0xff)))
                    .as("byte %d: %d, OpenCV %d", i, resized[i] & 0xff, expected[i] & 0xff)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void shrinkingIsTheMeanOverTheExactBox() {
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            Picture picture = noise(20 + random.nextInt(30), 20 + random.nextInt(30), random);
            PictureShape shape = new PictureShape(1 + random.nextInt(20), 1 + random.nextInt(20), 3);
            byte[] resized = Resizer.area(picture, shape);
            for (int y = 0, at = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    for (int c = 0; c < 3; c++, at++) {
                        assertThat((double) (resized[at] & 0xff))
                                .as("%s to %s at %d, %d, %d", picture, shape, x, y, c)
                                .isBetween(
                                        boxMean(picture, shape, x, y, c) - 0.501,
                                        boxMean(picture, shape, x, y, c) + 0.501);
                    }
                }
            }
        }
    }

    @Test
    void aGreyPictureKeepsItsValues() {
        byte[] rgb = new byte[3 * 256];
        byte[] grey = new byte[256];
        for (int i = 0; i < 256; i++) {
            Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) i);
            grey[i] = (byte) i;
        }
        assertThat(Resizer.area(new Picture(256, 1, rgb), new PictureShape(256, 1, 1)))
                .isEqualTo(grey);
    }

    @Test
    void greyIsTheRoundedLuma() {
        byte[] rgb = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255, 10, 20, 30};
        assertThat(Resizer.luma(new Picture(4, 1, rgb))).containsExactly(76, 150, 29, 18);
    }

    @Test
    void aFlatPictureStaysFlatAtEverySize() {
        byte[] rgb = new byte[3 * 17 * 23];
        Arrays.fill(rgb, (byte) 200);
        for (int side = 1; side < 60; side++) {
            assertThat(Resizer.area(new Picture(17, 23, rgb), new PictureShape(side, side, 1)))
                    .containsOnly(200);
        }
    }

    @Test
    void theResultIsACopyEvenWhenNothingChanges() {
        Picture picture = pattern(4, 4);
        byte[] resized = Resizer.area(picture, new PictureShape(4, 4, 3));
        assertThat(resized).isEqualTo(picture.rgb()).isNotSameAs(picture.rgb());
    }

    @Test
    void letterboxKeepsProportionsAndFillsWithMidGrey() {
        byte[] rgb = new byte[3 * 40 * 20];
        byte[] framed = Resizer.fit(new Picture(40, 20, rgb), new PictureShape(10, 10, 1), Fit.LETTERBOX);
        for (int y = 0; y < 10; y++) {
            byte[] row = Arrays.copyOfRange(framed, 10 * y, 10 * y + 10);
            assertThat(row).as("row %d", y).containsOnly(y >= 2 && y < 7 ? 0 : 128);
        }
    }

    @Test
    void letterboxOfAStrongStripIsAtLeastOnePixel() {
        byte[] framed = Resizer.fit(new Picture(1000, 1, new byte[3000]), new PictureShape(8, 8, 1), Fit.LETTERBOX);
        assertThat(framed).hasSize(64).contains(0);
    }

    @Test
    void stretchIsTheDefaultFilter() {
        Picture picture = pattern(12, 8);
        PictureShape shape = new PictureShape(5, 5, 3);
        assertThat(Resizer.fit(picture, shape, Fit.STRETCH)).isEqualTo(Resizer.area(picture, shape));
    }

    @Test
    void shapesReportTheAllowedValues() {
        assertThatThrownBy(() -> new PictureShape(0, 5, 1)).hasMessageContaining("0x5");
        assertThatThrownBy(() -> new PictureShape(5, 5, 4)).hasMessageContaining("not 4");
        assertThatThrownBy(() -> new PictureShape(20_000, 20_000, 1)).hasMessageContaining("100 megapixels");
    }

    private static double boxMean(Picture picture, PictureShape shape, int x, int y, int c) {
        double wide = (double) picture.width() / shape.width();
        double high = (double) picture.height() / shape.height();
        double sum = 0;
        for (int sy = 0; sy < picture.height(); sy++) {
            for (int sx = 0; sx < picture.width(); sx++) {
                double across = Math.min(sx + 1, (x + 1) * wide) - Math.max(sx, x * wide);
                double down = Math.min(sy + 1, (y + 1) * high) - Math.max(sy, y * high);
                if (across > 0 && down > 0) {
                    sum += across * down * (picture.rgb()[3 * (sy * picture.width() + sx) + c] & 0xff);
                }
            }
        }
        return sum / (wide * high);
    }

    private static Picture noise(int width, int height, Random random) {
        byte[] rgb = new byte[3 * width * height];
        random.nextBytes(rgb);
        return new Picture(width, height, rgb);
    }

    /** The picture that inter-area.txt describes. */
    private static Picture pattern(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[at++] = (byte) (37 * x + 59 * y + 101 * c + 7 * x * y);
                }
            }
        }
        return new Picture(width, height, rgb);
    }
}
