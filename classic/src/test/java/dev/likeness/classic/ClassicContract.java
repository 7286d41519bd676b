package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureContract;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The further contract of the measures on OpenCV. */
abstract class ClassicContract extends MeasureContract {
    private static final List<Picture> PICTURES =
            DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 1, 3, 3, 105, 4)).stream()
                    .map(picture -> picture.source().read())
                    .toList();
    private static final int THREADS = 8;

    /** The score of two pictures. */
    final double score(Picture a, Picture b) {
        List<Code> codes = measure().encode(List.of(a, b), Side.A);
        return measure().compare(codes.get(0), codes.get(1));
    }

    /** The vector of a picture. */
    final float[] vector(Picture picture) {
        return measure().encode(picture, Side.A).prepared();
    }

    private double[] allPairs() {
        List<Code> codes = measure().encode(PICTURES, Side.A);
        List<Code> a = new ArrayList<>();
        List<Code> b = new ArrayList<>();
        for (Code one : codes) {
            for (Code other : codes) {
                a.add(one);
                b.add(other);
            }
        }
        return measure().compare(a, b);
    }

    @Test
    void threadsGetTheSameScores() throws Exception {
        double[] alone = allPairs();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<double[]>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                work.add(this::allPairs);
            }
            for (Future<double[]> scores : threads.invokeAll(work)) {
                assertThat(scores.get()).containsExactly(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void allPairsScoreTheSameInBothOrders() {
        double[] scores = allPairs();
        int side = PICTURES.size();
        for (int i = 0; i < scores.length; i++) {
            assertThat(scores[i]).isFinite().isEqualTo(scores[i % side * side + i / side]);
        }
    }

    @Test
    void oddSizesAreScored() {
        List<Picture> odd = List.of(
                Drawings.noise(1, 1, 1),
                Drawings.noise(50, 1, 2),
                Drawings.noise(3000, 2, 3),
                Drawings.noise(2, 3000, 4),
                Drawings.blank(0),
                Drawings.blank(255),
                PICTURES.get(0));
        List<Code> codes = measure().encode(odd, Side.A);
        for (Code a : codes) {
            for (Code b : codes) {
                assertThat(measure().compare(a, b))
                        .isFinite()
                        .isEqualTo(measure().compare(b, a));
            }
        }
    }

    @Test
    void codesArePlainNumbers() {
        Code code = measure().encode(PICTURES.get(0), Side.A);
        Code copy = Code.fromBytes(code.toBytes());
        Code other = measure().encode(PICTURES.get(1), Side.B);
        try (Measure later = Measures.named(name())) {
            assertThat(later.compare(copy, other)).isEqualTo(measure().compare(code, other));
        }
        for (float number : code.prepared()) {
            assertThat(number).isFinite();
        }
    }

    @Test
    void aShortenedCodeIsRefused() {
        Code own = measure().encode(PICTURES.get(0), Side.A);
        Code shorter =
                new Code(own.origin(), own.embedding(), Arrays.copyOf(own.prepared(), own.prepared().length - 1));
        assertThatThrownBy(() -> measure().compare(own, shorter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not comparable");
    }
}
