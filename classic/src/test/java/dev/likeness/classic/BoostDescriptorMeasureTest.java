package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

class BoostDescriptorMeasureTest extends PatchDescriptorContract {
    @Override
    protected String name() {
        return "boost-descriptor";
    }

    @Override
    int length() {
        return 32;
    }

    @Test
    void theScoreIsTheShareOfBitsThatAgree() {
        Picture a = Drawings.scene(64, 1, 0);
        Picture b = Drawings.scene(64, 2, 0);
        float[] first = vector(a);
        float[] second = vector(b);
        int agree = 0;
        for (int bit = 0; bit < 256; bit++) {
            int one = (int) first[bit / 8] >> bit % 8;
            int other = (int) second[bit / 8] >> bit % 8;
            agree += (one & 1) == (other & 1) ? 1 : 0;
        }
        assertThat(score(a, b)).isLessThan(1).isEqualTo(agree / 256.0);
        assertThat(score(a, a)).isEqualTo(1);
    }
}
