package dev.likeness.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Margins.Part;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of noise on pages of one or more colours. */
class MarginsTest {
    private static final int WHITE = 0xffffff;
    private static final int GREEN = 0x30a040;

    /** A page with noise in one part. */
    private static Picture page(int width, int height, int colour, Part noisy) {
        byte[] rgb = new byte[3 * width * height];
        fill(rgb, width, new Part(0, 0, width, height), colour);
        Random random = new Random(1);
        for (int y = noisy.top(); y < noisy.top() + noisy.height(); y++) {
            byte[] row = new byte[3 * noisy.width()];
            random.nextBytes(row);
            System.arraycopy(row, 0, rgb, 3 * (y * width + noisy.left()), row.length);
        }
        return new Picture(width, height, rgb);
    }

    private static void fill(byte[] rgb, int width, Part part, int colour) {
        for (int y = part.top(); y < part.top() + part.height(); y++) {
            for (int x = part.left(); x < part.left() + part.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * (y * width + x) + channel] = (byte) (colour >> (16 - 8 * channel));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 10, 60, 50", "0, 10, 100, 50", "20, 0, 60, 90", "0, 40, 100, 50", "1, 1, 98, 88"})
    void aMarginOfOneColourIsCutOffAtEachEdge(int left, int top, int width, int height) {
        Part noisy = new Part(left, top, width, height);
        Picture page = page(100, 90, WHITE, noisy);
        assertThat(Margins.inside(page)).isEqualTo(noisy);
        assertThat(Margins.trimmed(page).rgb())
                .isEqualTo(page(width, height, WHITE, new Part(0, 0, width, height))
                        .rgb());
    }

    @Test
    void marginsInsideMarginsAreCutOff() {
        Part noisy = new Part(30, 20, 50, 40);
        Picture page = page(100, 90, WHITE, noisy);
        fill(page.rgb(), 100, new Part(20, 10, 70, 10), GREEN); // a frame around the noise
        fill(page.rgb(), 100, new Part(20, 60, 70, 10), GREEN);
        fill(page.rgb(), 100, new Part(20, 20, 10, 40), GREEN);
        fill(page.rgb(), 100, new Part(80, 20, 10, 40), GREEN);
        assertThat(Margins.inside(page)).isEqualTo(noisy);
    }

    @Test
    void pagesWithoutContentsOrMarginsAreWhole() {
        Picture empty = page(50, 40, GREEN, new Part(0, 0, 0, 0));
        assertThat(Margins.trimmed(empty)).isSameAs(empty);
        Picture full = page(50, 40, GREEN, new Part(0, 0, 50, 40));
        assertThat(Margins.trimmed(full)).isSameAs(full);
        Picture one = new Picture(1, 1, new byte[3]);
        assertThat(Margins.trimmed(one)).isSameAs(one);
        Picture line = page(1, 50, WHITE, new Part(0, 20, 1, 5));
        assertThat(Margins.trimmed(line)).isSameAs(line);
    }

    @Test
    void aQuarterOfEachSideIsKept() {
        assertThat(Margins.inside(page(100, 80, WHITE, new Part(60, 40, 4, 6)))).isEqualTo(new Part(49, 33, 25, 20));
        assertThat(Margins.inside(page(100, 80, WHITE, new Part(0, 75, 3, 5)))).isEqualTo(new Part(0, 60, 25, 20));
    }

    @Test
    void barsAndGradientsAreNotMargins() {
        Part flag = new Part(20, 15, 60, 40);
        Picture page = page(100, 80, WHITE, new Part(0, 0, 0, 0));
        for (int y = 0; y < 40; y++) {
            fill(page.rgb(), 100, new Part(20, 15 + y, 60, 1), 0x010203 * 5 * (y + 1));
        }
        assertThat(Margins.inside(page)).isEqualTo(flag);
        Picture gradient = Margins.trimmed(page);
        assertThat(Margins.trimmed(gradient)).isSameAs(gradient);
    }

    /** JPEG may change a flat part by a level; a part that a person can see is not a margin. */
    @Test
    void oneLevelIsStillTheSameColour() {
        Part noisy = new Part(20, 10, 60, 50);
        Picture page = page(100, 90, 0x808080, noisy);
        for (int i = 0; i < 20 * 3; i++) {
            page.rgb()[i]++;
        }
        assertThat(Margins.inside(page)).isEqualTo(noisy);
        for (int i = 0; i < 20 * 3; i++) {
            page.rgb()[i]++;
        }
        assertThat(Margins.inside(page).top()).isZero();
    }

    @Test
    void aMirroredPictureHasTheMirroredMargins() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            Part noisy = new Part(random.nextInt(40), random.nextInt(40), 40 + random.nextInt(20), 30);
            Picture page = page(100, 80, WHITE, noisy);
            fill(page.rgb(), 100, new Part(0, 0, noisy.left(), 80), random.nextInt());
            Part found = Margins.inside(page);
            assertThat(Margins.inside(mirrored(page)))
                    .isEqualTo(
                            new Part(100 - found.left() - found.width(), found.top(), found.width(), found.height()));
        }
    }

    private static Picture mirrored(Picture picture) {
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int to = i - i % picture.width() + picture.width() - 1 - i % picture.width();
            System.arraycopy(picture.rgb(), 3 * i, rgb, 3 * to, 3);
        }
        return new Picture(picture.width(), picture.height(), rgb);
    }

    @Test
    void aReducedPictureHasTheSameMarginsToWithinACell() {
        Picture large = page(1600, 1200, WHITE, new Part(333, 111, 803, 917));
        Part part = Margins.inside(large);
        Picture small = new Picture(400, 300, Resizer.area(large, new PictureShape(400, 300, 3)));
        Part reduced = Margins.inside(small);
        int cell = 1600 / 192 + 1;
        assertThat(Math.abs(4 * reduced.left() - part.left())).isLessThanOrEqualTo(cell);
        assertThat(Math.abs(4 * reduced.top() - part.top())).isLessThanOrEqualTo(cell);
        assertThat(Math.abs(4 * reduced.width() - part.width())).isLessThanOrEqualTo(2 * cell);
        assertThat(Math.abs(4 * reduced.height() - part.height())).isLessThanOrEqualTo(2 * cell);
        assertThat(part.left()).isBetween(333 - cell, 333);
    }

    @Test
    void aTrimmedPictureIsStretchedToTheShape() {
        Picture page = page(100, 90, WHITE, new Part(20, 10, 60, 50));
        PictureShape shape = new PictureShape(12, 10, 3);
        byte[] fitted = Resizer.fit(page, shape, Fit.TRIM);
        assertThat(fitted).isEqualTo(Resizer.area(Margins.trimmed(page), shape));
        assertThat(Arrays.equals(fitted, Resizer.fit(page, shape, Fit.STRETCH))).isFalse();
    }
}
