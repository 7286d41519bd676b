package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

class SimilarityMeasureTest extends ClassicContract {
    @Override
    protected String name() {
        return "ssim";
    }

    @Test
    void theScoreEqualsThePaperInLoops() {
        Picture a = Drawings.noise(64, 64, 1);
        Picture b = Drawings.grey(64, 64, (x, y) -> Drawings.at(a, x, y) / 2 + 40 + (x * y) % 50);
        assertThat(score(a, b)).isCloseTo(byLoops(a, b), within(1e-5)).isBetween(0.3, 0.9);
        assertThat(score(a, Drawings.noise(64, 64, 2))).isCloseTo(byLoops(a, Drawings.noise(64, 64, 2)), within(1e-5));
    }

    /** Eq. 13 to 17, with covariances about the local means as in the paper. */
    private static double byLoops(Picture a, Picture b) {
        double[][] weights = new double[11][11];
        double all = 0;
        for (int i = 0; i < 11; i++) {
            for (int j = 0; j < 11; j++) {
                weights[i][j] = Math.exp(-((i - 5) * (i - 5) + (j - 5) * (j - 5)) / (2 * 1.5 * 1.5));
                all += weights[i][j];
            }
        }
        double sum = 0;
        for (int y = 0; y < 54; y++) {
            for (int x = 0; x < 54; x++) {
                double meanA = 0;
                double meanB = 0;
                for (int i = 0; i < 11; i++) {
                    for (int j = 0; j < 11; j++) {
                        meanA += weights[i][j] / all * Drawings.at(a, x + j, y + i);
                        meanB += weights[i][j] / all * Drawings.at(b, x + j, y + i);
                    }
                }
                double aa = 0;
                double bb = 0;
                double ab = 0;
                for (int i = 0; i < 11; i++) {
                    for (int j = 0; j < 11; j++) {
                        double offA = Drawings.at(a, x + j, y + i) - meanA;
                        double offB = Drawings.at(b, x + j, y + i) - meanB;
                        aa += weights[i][j] / all * offA * offA;
                        bb += weights[i][j] / all * offB * offB;
                        ab += weights[i][j] / all * offA * offB;
                    }
                }
                sum += (2 * meanA * meanB + 6.5025)
                        * (2 * ab + 58.5225)
                        / ((meanA * meanA + meanB * meanB + 6.5025) * (aa + bb + 58.5225));
            }
        }
        return sum / (54 * 54);
    }

    @Test
    void knownValues() {
        Picture noise = Drawings.noise(64, 64, 3);
        assertThat(score(noise, noise)).isCloseTo(1, within(1e-9));
        // No structure: the score depends on the means only.
        assertThat(score(Drawings.blank(100), Drawings.blank(200)))
                .isCloseTo((2 * 100 * 200 + 6.5025) / (100 * 100 + 200 * 200 + 6.5025), within(1e-4));
        assertThat(score(noise, Drawings.grey(64, 64, (x, y) -> 255 - Drawings.at(noise, x, y))))
                .isNegative();
    }
}
