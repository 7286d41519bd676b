package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pair has one score, whether it is compared as pictures, as codes, or among many. */
class PairScoresTest {
    private static final List<Picture> PICTURES =
            IntStream.range(0, 12).mapToObj(PairScoresTest::noise).toList();

    private static Picture noise(int seed) {
        byte[] pixels = new byte[3 * 40 * 30];
        new Random(seed).nextBytes(pixels);
        return new Picture(40, 30, pixels);
    }

    /** {@code photos} stores its codes as rounded numbers, {@code characters} as they are. */
    @ParameterizedTest
    @ValueSource(strings = {"photos", "characters"})
    void picturesHaveTheScoreOfTheirCodesOnManyThreads(String model) {
        try (LearnedMeasure measure = LearnedMeasure.open(Models.bundled(model))) {
            IntStream.range(0, 200).parallel().forEach(i -> {
                Picture a = PICTURES.get(i % 12);
                Picture b = PICTURES.get(i * 7 % 11);
                List<Code> codes = measure.encode(List.of(a, b), Side.A);
                assertThat(measure.compare(a, b)).isEqualTo(measure.compare(codes.get(0), codes.get(1)));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos", "characters"})
    void fewCallsHaveTheSameScores(String model) {
        try (LearnedMeasure usual = LearnedMeasure.open(Models.bundled(model));
                LearnedMeasure few = LearnedMeasure.openForFewCalls(Models.bundled(model))) {
            for (int i = 1; i < 12; i++) {
                assertThat(few.compare(PICTURES.get(0), PICTURES.get(i)))
                        .isEqualTo(usual.compare(PICTURES.get(0), PICTURES.get(i)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos", "characters"})
    void pairsHaveTheSameScoresWhateverTheThreads(String model) {
        try (LearnedMeasure one = LearnedMeasure.open(Models.bundled(model));
                LearnedMeasure many = LearnedMeasure.openForManyCallers(Models.bundled(model))) {
            List<Code> codes = one.encode(PICTURES, Side.A);
            List<Code> a = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                a.add(codes.get(i % 12));
            }
            List<Code> b = new ArrayList<>(a);
            Collections.rotate(b, 5);
            double[] byOne = one.compare(a, b);
            double[] byMany = many.compare(a, b);
            for (int i = 0; i < byOne.length; i++) {
                double alone = one.compare(a.get(i), b.get(i));
                assertThat(byOne[i]).isCloseTo(alone, within(1e-5 * Math.max(1, Math.abs(alone))));
                assertThat(byMany[i]).isCloseTo(alone, within(1e-5 * Math.max(1, Math.abs(alone))));
            }
        }
    }
}
