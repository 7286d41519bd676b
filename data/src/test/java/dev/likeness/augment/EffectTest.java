package dev.likeness.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every effect. */
class EffectTest {
    /** An effect with probability 1, and the same with probability 0. */
    record Case(String name, Effect always, Effect never) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Effect> TWO = List.of(new Tint(1, 1), new Light(1, 0.3, 0, 0));

    static List<Case> effects() {
        return List.of(
                new Case("light", new Light(1, 0.3, 0.3, 0.3), new Light(0, 0.3, 0.3, 0.3)),
                new Case("colour", new Colour(1, 10, 0.5, 0.1, 0), new Colour(0, 10, 0.5, 0.1, 0)),
                new Case("grey", new Colour(0, 10, 0.5, 0.1, 1), new Colour(0, 10, 0.5, 0.1, 0)),
                new Case("blur", new Blur(1, 0.05), new Blur(0, 0.05)),
                new Case("noise", new Noise(1, 20), new Noise(0, 20)),
                new Case("jpeg", new Jpeg(1, 20), new Jpeg(0, 20)),
                new Case("lettering", new Lettering(1, 0.2), new Lettering(0, 0.2)),
                new Case("tint", new Tint(1, 1), new Tint(0, 1)),
                new Case("watermark", new Watermark(1, 0.6), new Watermark(0, 0.6)),
                new Case("thumbnail", new Thumbnail(1, 24), new Thumbnail(0, 24)),
                new Case("one of two", new OneOf(1, TWO), new OneOf(0, TWO)),
                new Case("stickers", new Stickers(1, 0.2), new Stickers(0, 0.2)));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void changesAPictureModerately(Case effect) {
        for (long seed = 1; seed <= 20; seed++) {
            Canvas canvas = Pictures.canvas(91, 60, 3);
            byte[] before = canvas.bytes();
            effect.always.alter(canvas, new Random(seed));

            double change = Pictures.meanDifference(before, canvas.bytes());
            assertThat(change).as("seed %d", seed).isBetween(1e-4, 80.0);
        }
    }

    @ParameterizedTest
    @MethodSource("effects")
    void doesNothingWithProbabilityZero(Case effect) {
        Canvas canvas = Pictures.canvas(91, 60, 3);
        byte[] before = canvas.bytes();

        effect.never.alter(canvas, new Random(1));

        assertThat(canvas.bytes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("effects")
    void isDeterministicForItsRandomNumbers(Case effect) {
        Canvas one = Pictures.canvas(91, 60, 3);
        Canvas same = Pictures.canvas(91, 60, 3);

        effect.always.alter(one, new Random(7));
        effect.always.alter(same, new Random(7));

        assertThat(one.values).isEqualTo(same.values);
    }

    @ParameterizedTest
    @MethodSource("effects")
    void acceptsGreyAndVerySmallPictures(Case effect) {
        for (int side : new int[] {1, 2, 9}) {
            for (int channels : new int[] {1, 3}) {
                Canvas canvas = Pictures.canvas(side, 1 + side / 2, channels);
                effect.always.alter(canvas, new Random(3));
                assertThat(canvas.values).doesNotContain(Float.NaN);
            }
        }
    }
}
