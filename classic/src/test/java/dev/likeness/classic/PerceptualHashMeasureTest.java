package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PerceptualHashMeasureTest extends ClassicContract {
    @Override
    protected String name() {
        return "perceptual-hash";
    }

    /** Whether the lowest frequencies of the cosine transform (DCT-II), without the mean grey, exceed their mean. */
    private static boolean[] bits(Picture picture) {
        double[] lowest = new double[64];
        for (int f = 1; f < 64; f++) {
            double scale = (f % 8 == 0 ? Math.sqrt(0.5) : 1) * (f < 8 ? Math.sqrt(0.5) : 1);
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 32; x++) {
                    lowest[f] += scale
                            * Drawings.at(picture, x, y)
                            * Math.cos(Math.PI * (2 * x + 1) * (f % 8) / 64)
                            * Math.cos(Math.PI * (2 * y + 1) * Math.floorDiv(f, 8) / 64);
                }
            }
        }
        double mean = Arrays.stream(lowest).average().orElseThrow();
        boolean[] bits = new boolean[64];
        for (int f = 0; f < 64; f++) {
            bits[f] = lowest[f] > mean;
        }
        return bits;
    }

    @Test
    void theScoreIsTheShareOfFrequenciesThatAgree() {
        for (int seed = 1; seed <= 20; seed += 2) {
            Picture a = Drawings.noise(32, 32, seed);
            Picture b = Drawings.noise(32, 32, seed + 1);
            int agree = 0;
            for (int f = 0; f < 64; f++) {
                agree += bits(a)[f] == bits(b)[f] ? 1 : 0;
            }
            assertThat(score(a, b)).as("seed %d", seed).isEqualTo(agree / 64.0);
        }
    }
}
