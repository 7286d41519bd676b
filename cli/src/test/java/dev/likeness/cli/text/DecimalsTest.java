package dev.likeness.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1,
                -1,
                0.5,
                0.0005,
                0.00005,
                0.99995,
                0.999949,
                2.0005,
                -2.0005,
                1e-300,
                1e22,
                16.47,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void equalsTheFormatter(double number) {
        for (int decimals = 0; decimals < 6; decimals++) {
            assertThat(Decimals.of(number, decimals))
                    .isEqualTo(String.format(Locale.ROOT, "%." + decimals + "f", number));
        }
    }

    @Test
    void equalsTheFormatterForAnyScore() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double number = random.nextGaussian() * Math.pow(10, random.nextInt(7) - 1);
            if (Math.abs(number) > 0.001) { // the formatter writes -0.000 for less
                assertThat(Decimals.of(number, 3))
                        .as("%s, seed %d", number, seed)
                        .isEqualTo(String.format(Locale.ROOT, "%.3f", number));
            }
        }
    }
}
