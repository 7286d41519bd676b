package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

class SiftDescriptorMeasureTest extends PatchDescriptorContract {
    @Override
    protected String name() {
        return "sift-descriptor";
    }

    @Override
    int length() {
        return 128;
    }

    @Test
    void theScoreIsTheDistanceOfTheDescriptions() {
        Picture a = Drawings.scene(64, 1, 0);
        Picture b = Drawings.scene(64, 2, 0);
        float[] first = vector(a);
        float[] second = vector(b);
        double sum = 0;
        for (int d = 0; d < first.length; d++) {
            sum += Math.pow((double) first[d] - second[d], 2);
        }
        assertThat(score(a, b)).isNegative().isCloseTo(-Math.sqrt(sum), within(1e-6));
        assertThat(score(a, a)).isZero();
    }
}
