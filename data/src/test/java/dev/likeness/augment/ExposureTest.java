package dev.likeness.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExposureTest {
    @Test
    void onlyLightAndNoiseChange() {
        byte[] rgb = new byte[3 * 40 * 40];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % 40 < 20 ? 60 + 5 * (i % 3) : 180);
        }
        Picture picture = new Picture(40, 40, rgb);
        for (int seed = 0; seed < 20; seed++) {
            Picture other = Exposure.of(picture, new Random(seed));
            assertThat(other.rgb())
                    .isEqualTo(Exposure.of(picture, new Random(seed)).rgb());
            assertThat(other.rgb()).isNotEqualTo(rgb);
            assertThat(mean(other, 0)).as("the dark side, seed %d", seed).isLessThan(mean(other, 20) - 30);
        }
    }

    @Test
    void aGreyPictureStaysGrey() {
        byte[] rgb = new byte[3 * 8 * 8];
        Arrays.fill(rgb, (byte) 100);
        Picture other = Exposure.of(new Picture(8, 8, rgb), new Random(1));
        assertThat(other.isGrey()).isTrue();
        assertThat(other.rgb()).isNotEqualTo(rgb);
    }

    private static double mean(Picture picture, int left) {
        double sum = 0;
        for (int i = 0; i < picture.rgb().length; i++) {
            int x = i / 3 % picture.width();
            sum += x >= left && x < left + 20 ? picture.rgb()[i] & 0xff : 0;
        }
        return sum / (picture.rgb().length / 2.0);
    }
}
