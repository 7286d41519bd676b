package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

class DifferenceHashMeasureTest extends ClassicContract {
    @Override
    protected String name() {
        return "difference-hash";
    }

    @Test
    void theScoreIsTheShareOfSlopesThatAgree() {
        Picture a = Drawings.noise(9, 8, 1);
        Picture b = Drawings.noise(9, 8, 2);
        int agree = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                boolean risesA = Drawings.at(a, x + 1, y) > Drawings.at(a, x, y);
                boolean risesB = Drawings.at(b, x + 1, y) > Drawings.at(b, x, y);
                agree += risesA == risesB ? 1 : 0;
            }
        }
        assertThat(score(a, b)).isEqualTo(agree / 64.0);
        assertThat(score(a, a)).isEqualTo(1);
        Picture rising = Drawings.grey(64, 64, (x, y) -> 3 * x);
        assertThat(vector(rising)).containsOnly(255);
        assertThat(score(rising, Drawings.grey(64, 64, (x, y) -> 3 * (63 - x)))).isZero();
    }
}
