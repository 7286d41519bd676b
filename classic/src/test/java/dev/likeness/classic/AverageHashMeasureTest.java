package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

class AverageHashMeasureTest extends ClassicContract {
    @Override
    protected String name() {
        return "average-hash";
    }

    private static boolean[] bits(Picture picture) {
        double mean = 0;
        for (int i = 0; i < 64; i++) {
            mean += Drawings.at(picture, i % 8, i / 8) / 64.0;
        }
        boolean[] bits = new boolean[64];
        for (int i = 0; i < 64; i++) {
            bits[i] = Drawings.at(picture, i % 8, i / 8) > Math.rint(mean); // OpenCV rounds the mean
        }
        return bits;
    }

    @Test
    void theScoreIsTheShareOfPixelsOnTheSameSideOfTheMean() {
        Picture a = Drawings.noise(8, 8, 1);
        Picture b = Drawings.noise(8, 8, 2);
        int agree = 0;
        for (int i = 0; i < 64; i++) {
            agree += bits(a)[i] == bits(b)[i] ? 1 : 0;
        }
        assertThat(score(a, b)).isEqualTo(agree / 64.0);
        assertThat(score(a, a)).isEqualTo(1);
        assertThat(score(Drawings.halves(0, 0xffffff), Drawings.halves(0xffffff, 0)))
                .isZero();
    }
}
