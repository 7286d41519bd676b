package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

class NearestPixelsMeasureTest extends ClassicContract {
    @Override
    protected String name() {
        return "nearest-pixels";
    }

    @Test
    void theScoreIsTheDistanceOfThePixels() {
        Picture a = Drawings.noise(32, 32, 1);
        Picture b = Drawings.noise(32, 32, 2);
        double sum = 0;
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                sum += Math.pow(Drawings.at(a, x, y) - Drawings.at(b, x, y), 2);
            }
        }
        assertThat(score(a, b)).isCloseTo(-Math.sqrt(sum), within(1e-6 * Math.sqrt(sum)));
        assertThat(score(Drawings.blank(0), Drawings.blank(255))).isEqualTo(-8160);
        assertThat(score(a, a)).isZero();
    }
}
