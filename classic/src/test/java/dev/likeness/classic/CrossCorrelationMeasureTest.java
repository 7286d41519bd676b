package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossCorrelationMeasureTest extends ClassicContract {
    @Override
    protected String name() {
        return "ncc";
    }

    @Test
    void aCodeThatIsTooShortNeverReachesOpenCv() {
        Code code = measure().encode(Drawings.noise(64, 64, 1), Side.A);
        Code shorter = new Code(code.origin(), code.embedding(), Arrays.copyOf(code.prepared(), 64 * 64 - 1));
        assertThatThrownBy(() -> measure().compare(shorter, shorter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4096 numbers cannot be made of 4095");
    }

    @Test
    void theScoreEqualsTheHighestCorrelationInLoops() {
        Picture a = Drawings.noise(64, 64, 1);
        Picture b = Drawings.grey(64, 64, (x, y) -> Drawings.at(a, (x + 60) % 64, (y + 7) % 64) / 3 + y);
        assertThat(score(a, b)).isCloseTo((found(a, b) + found(b, a)) / 2, within(1e-5));
        Picture other = Drawings.noise(64, 64, 2);
        assertThat(score(a, other)).isCloseTo((found(a, other) + found(other, a)) / 2, within(1e-5));
    }

    private static double found(Picture one, Picture other) {
        double highest = -1;
        for (int top = 0; top <= 24; top++) {
            for (int left = 0; left <= 24; left++) {
                highest = Math.max(highest, correlation(one, other, left, top));
            }
        }
        return highest;
    }

    private static double correlation(Picture one, Picture other, int left, int top) {
        double[] means = new double[2];
        for (int i = 0; i < 1600; i++) {
            means[0] += Drawings.at(one, 12 + i % 40, 12 + i / 40) / 1600.0;
            means[1] += Drawings.at(other, left + i % 40, top + i / 40) / 1600.0;
        }
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < 1600; i++) {
            double offA = Drawings.at(one, 12 + i % 40, 12 + i / 40) - means[0];
            double offB = Drawings.at(other, left + i % 40, top + i / 40) - means[1];
            aa += offA * offA;
            bb += offB * offB;
            ab += offA * offB;
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void aDisplacementThatPixelsMissIsFound() {
        Picture world = Drawings.scene(256, 1, 0);
        Picture here = Drawings.grey(64, 64, (x, y) -> Drawings.at(world, 90 + x, 90 + y));
        Picture there = Drawings.grey(64, 64, (x, y) -> Drawings.at(world, 90 + x + 10, 90 + y - 8));
        assertThat(score(here, there)).isCloseTo(1, within(1e-5));
        try (Measure pixels = Measures.named("pixels")) {
            List<Code> codes = pixels.encode(List.of(here, there), Side.A);
            assertThat(pixels.compare(codes.get(0), codes.get(1))).isLessThan(0.5);
        }
    }

    @Test
    void aPictureWithoutContrastCorrelatesWithNothing() {
        Picture noise = Drawings.noise(64, 64, 4);
        assertThat(score(Drawings.blank(7), Drawings.blank(200))).isZero();
        assertThat(score(noise, Drawings.blank(200))).isCloseTo(0, within(1e-6));
        assertThat(score(noise, noise)).isCloseTo(1, within(1e-5));
    }
}
