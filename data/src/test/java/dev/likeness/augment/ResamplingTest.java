package dev.likeness.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {
    private static Canvas row(float... values) {
        Canvas canvas = new Canvas(values.length, 1, 1);
        System.arraycopy(values, 0, canvas.values, 0, values.length);
        return canvas;
    }

    @Test
    void filtersEnlargeAsComputedByHand() {
        Canvas two = row(0, 80);
        assertThat(Resampling.NEAREST.resize(two, 4, 1).values).containsExactly(0, 0, 80, 80);
        assertThat(Resampling.BILINEAR.resize(two, 4, 1).values).containsExactly(0, 20, 60, 80);
        assertThat(Resampling.AREA.resize(two, 3, 1).values).containsExactly(new float[] {0, 40, 80}, within(1e-4f));
    }

    @Test
    void filtersReduceAsComputedByHand() {
        Canvas four = row(10, 20, 40, 80);
        assertThat(Resampling.NEAREST.resize(four, 2, 1).values).containsExactly(20, 80);
        assertThat(Resampling.BILINEAR.resize(four, 2, 1).values).containsExactly(15, 60);
        assertThat(Resampling.AREA.resize(four, 1, 1).values).containsExactly(37.5f);
    }

    @Test
    void theAreaFilterIsThatOfTheResizer() {
        Canvas canvas = Pictures.canvas(61, 43, 3);
        PictureShape shape = new PictureShape(24, 17, 3);
        byte[] expected = Resizer.area(canvas.picture(), shape);
        assertThat(Pictures.meanDifference(
                        expected, Resampling.AREA.resize(canvas, 24, 17).bytes()))
                .isLessThan(0.6);
    }

    @ParameterizedTest
    @EnumSource
    void aFlatPictureStaysFlat(Resampling filter) {
        Canvas flat = new Canvas(7, 5, 3);
        Arrays.fill(flat.values, 77);
        for (int side : new int[] {1, 2, 5, 31}) {
            for (float value : filter.resize(flat, side, side + 1).values) {
                assertThat(value).isCloseTo(77f, within(1e-3f));
            }
        }
    }

    /** A picture that was reduced to a thumbnail with the nearest pixel enlarged has few different rows. */
    @Test
    void aThumbnailHasFewPixels() {
        int coarse = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Canvas canvas = Pictures.canvas(200, 150, 1);
            new Thumbnail(1, 24).alter(canvas, new Random(seed * 7919));
            int different = 1;
            for (int x = 1; x < canvas.width; x++) {
                different += canvas.values[75 * 200 + x] != canvas.values[75 * 200 + x - 1] ? 1 : 0;
            }
            coarse += different <= 64 ? 1 : 0;
        }
        assertThat(coarse).as("of 60 enlarged by the nearest pixel").isBetween(10, 35);
    }

    @Test
    void aPictureThatIsNoLargerThanAThumbnailIsUnchanged() {
        Canvas canvas = Pictures.canvas(20, 24, 3);
        byte[] before = canvas.bytes();
        new Thumbnail(1, 24).alter(canvas, new Random(1));
        assertThat(canvas.bytes()).isEqualTo(before);
    }
}
