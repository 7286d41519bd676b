package dev.likeness.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchNoiseTest {
    @Test
    void theLevelsHaveTheOverlapOfHPatches() {
        assertThat(medianOverlap(PatchNoise.NONE)).isCloseTo(1, within(1e-9));
        assertThat(medianOverlap(PatchNoise.EASY)).isCloseTo(0.85, within(0.02));
        assertThat(medianOverlap(PatchNoise.HARD)).isCloseTo(0.72, within(0.02));
        assertThat(medianOverlap(PatchNoise.TOUGH)).isCloseTo(0.62, within(0.02));
    }

    @Test
    void theSameRandomNumbersGiveTheSameNoise() {
        assertThat(PatchNoise.HARD.draw(new Random(5)).matrix())
                .isEqualTo(PatchNoise.HARD.draw(new Random(5)).matrix());
    }

    /** Intersection over union of the disc in the unit square and its image, counted on a grid. */
    private static double medianOverlap(PatchNoise noise) {
        Random random = new Random(1);
        double[] overlaps = new double[400];
        for (int draw = 0; draw < overlaps.length; draw++) {
            Homography moved = noise.draw(random);
            double[] m = moved.matrix(); // affine: the image of the disc is computed by the inverse
            double determinant = m[0] * m[4] - m[1] * m[3];
            int both = 0;
            int either = 0;
            for (int i = 0; i < 80 * 80; i++) {
                double x = (i % 80 + 0.5) / 40 - 1;
                double y = (i / 80 + 0.5) / 40 - 1;
                double u = (m[4] * (x - m[2]) - m[1] * (y - m[5])) / determinant;
                double v = (m[0] * (y - m[5]) - m[3] * (x - m[2])) / determinant;
                boolean before = x * x + y * y < 0.25;
                boolean after = u * u + v * v < 0.25;
                both += before && after ? 1 : 0;
                either += before || after ? 1 : 0;
            }
            overlaps[draw] = (double) both / either;
        }
        Arrays.sort(overlaps);
        return overlaps[overlaps.length / 2];
    }
}
