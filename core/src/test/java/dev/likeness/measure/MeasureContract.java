package dev.likeness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of all measures that are found by name. Each has a subclass in its module. */
public abstract class MeasureContract {
    private static final int SIDE = 40;
    private static final List<Picture> PICTURES = pictures();

    private Measure measure = Measures.named("pixels");

    /** Four drawn shapes, three pictures of 40x40 pixels of each, one below the other in the file. */
    private static List<Picture> pictures() {
        try (InputStream in = MeasureContract.class.getResourceAsStream("shapes.png")) {
            Picture all = Picture.read(Objects.requireNonNull(in, "shapes.png"));
            int size = 3 * SIDE * SIDE;
            return IntStream.range(0, all.height() / SIDE)
                    .mapToObj(i -> new Picture(SIDE, SIDE, Arrays.copyOfRange(all.rgb(), i * size, (i + 1) * size)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the measure under test. */
    protected abstract String name();

    /** The measure under test: opened before each test and closed after it. */
    protected final Measure measure() {
        return measure;
    }

    @BeforeEach
    void open() {
        measure = Measures.named(name());
    }

    @AfterEach
    void close() {
        measure.close();
    }

    @Test
    void isListedUnderItsName() {
        assertThat(Measures.names()).contains(name());
        assertThat(measure.name()).isEqualTo(name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void aPictureScoresHighestWithItself() {
        List<Code> codes = measure.encode(PICTURES, Side.A);
        for (int i = 0; i < codes.size(); i++) {
            double itself = measure.compare(codes.get(i), codes.get(i));
            for (int j = 0; j < codes.size(); j++) {
                if (i != j) {
                    assertThat(measure.compare(codes.get(i), codes.get(j))).isLessThan(itself);
                }
            }
        }
    }

    @Test
    void theOrderOfTwoPicturesDoesNotMatter() {
        List<Code> a = measure.encode(PICTURES, Side.A);
        List<Code> b = measure.encode(PICTURES, Side.B);
        for (int i = 1; i < a.size(); i++) {
            double forth = measure.compare(a.get(i), b.get(0));
            if (!measure.sidesDiffer()) {
                assertThat(measure.compare(b.get(0), a.get(i))).isEqualTo(forth);
            }
        }
    }

    @Test
    void batchesScoreLikeSinglePairs() {
        List<Code> codes = measure.encode(PICTURES, Side.A);
        List<Code> others = PICTURES.stream()
                .map(picture -> measure.encode(picture, Side.B))
                .toList();
        double[] scores = measure.compare(codes, others.subList(0, others.size()));
        for (int i = 0; i < scores.length; i++) {
            double alone = measure.compare(codes.get(i), others.get(i));
            assertThat(scores[i]).isFinite().isCloseTo(alone, within(1e-6 * Math.max(1, Math.abs(alone))));
        }
        assertThat(measure.compareAll(codes, others)).containsEntry(Measure.OWN_SCORE, scores);
        assertThat(measure.compareAll(codes, others).keySet())
                .hasSize(1 + measure.readings().size());
        assertThat(measure.compare(List.of(), List.of())).isEmpty();
    }

    @Test
    void aBlockScoresLikePairs() {
        for (Side side : Side.values()) {
            List<Code> codes = measure.encode(PICTURES, side);
            List<Code> many = IntStream.range(0, 300)
                    .mapToObj(i -> codes.get(i % codes.size()))
                    .toList();
            List<Code> queries = measure.encode(PICTURES.subList(3, 6), side == Side.A ? Side.B : Side.A);
            try (CodeBlock block = measure.block(many, side)) {
                double[][] scores = block.compare(queries);
                for (int q = 0; q < queries.size(); q++) {
                    List<Code> query = Collections.nCopies(many.size(), queries.get(q));
                    double[] pairs = side == Side.B ? measure.compare(query, many) : measure.compare(many, query);
                    assertThat(scores[q]).containsExactly(pairs, within(1e-6));
                }
                assertThat(block.compareAll(queries).get(Measure.OWN_SCORE)).isDeepEqualTo(scores);
                assertThat(block.compare(List.of())).isEmpty();
            }
        }
    }

    @Test
    void picturesOfAnyShapeAreScored() {
        Picture wide = new Picture(50, 1, new byte[150]);
        Picture dot = new Picture(1, 1, new byte[] {9, 9, 9});
        List<Code> codes = measure.encode(List.of(wide, dot, PICTURES.get(0)), Side.A);
        for (Code code : codes) {
            assertThat(measure.compare(code, codes.get(0))).isFinite();
        }
    }

    @Test
    void listsOfDifferentLengthsAreRefused() {
        List<Code> codes = measure.encode(PICTURES, Side.A);
        assertThatThrownBy(() -> measure.compare(codes, codes.subList(1, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12 codes cannot be paired with 2");
    }

    @Test
    void codesKnowTheirMeasureAndSurviveAsBytes() {
        assertThat(measure.identity().name()).isEqualTo(name());
        try (Measure again = Measures.named(name())) {
            assertThat(again.identity()).isEqualTo(measure.identity());
        }
        for (Side side : Side.values()) {
            for (Code code : measure.encode(PICTURES, side)) {
                assertThat(code.origin().measure()).isSameAs(measure.identity());
                assertThat(code.origin().side()).isEqualTo(measure.sidesDiffer() ? side : null);
                Code read = Code.fromBytes(code.toBytes());
                assertThat(read.origin()).isEqualTo(code.origin());
                assertThat(read.origin().measure().name()).isEqualTo(name());
                assertThat(read.embedding()).containsExactly(code.embedding());
                assertThat(read.prepared()).containsExactly(code.prepared());
                assertThat(read.toBytes()).containsExactly(code.toBytes());
            }
        }
    }

    @Test
    void codesThatWereBytesScoreTheSame() {
        List<Code> a = measure.encode(PICTURES, Side.A);
        List<Code> b = measure.encode(PICTURES, Side.B);
        assertThat(measure.compare(read(a), read(b))).containsExactly(measure.compare(a, b));
    }

    private static List<Code> read(List<Code> codes) {
        return codes.stream().map(code -> Code.fromBytes(code.toBytes())).toList();
    }

    @Test
    void codesOfAnotherMeasureAreRefused() {
        Code a = measure.encode(PICTURES.get(0), Side.A);
        Code b = measure.encode(PICTURES.get(1), Side.B);
        CodeOrigins others = CodeOrigins.ofBothSides(MeasureIdentity.of(name(), 2, "another version"));
        Code other = new Code(others.of(Side.A), a.embedding(), a.prepared());
        assertForeign(() -> measure.compare(other, b));
        assertForeign(() -> measure.compare(a, other));
        assertForeign(() -> measure.compare(List.of(a, a), List.of(b, other)));
        assertForeign(() -> measure.compareAll(List.of(other), List.of(b)));
        assertForeign(() -> measure.compareAll(List.of(a), List.of(other)));
        measure.readings().values().forEach(reading -> {
            assertForeign(() -> reading.compare(List.of(other), List.of(b)));
            assertForeign(() -> reading.compare(List.of(a), List.of(other)));
        });
        assertForeign(() -> a.cosine(other));
    }

    private void assertForeign(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a code of " + name() + " (sha256 ")
                .hasMessageContaining("cannot be compared by " + name() + " (sha256 ");
    }

    @Test
    void callsOfAClosedMeasureFailAndASecondCloseDoesNothing() {
        List<Code> codes = measure.encode(PICTURES.subList(0, 2), Side.A);
        List<PairScoring> readings = List.copyOf(measure.readings().values());
        measure.close();
        measure.close();
        assertThat(measure.name()).isEqualTo(name());
        assertClosed(() -> measure.encode(PICTURES, Side.A));
        assertClosed(() -> measure.encode(PICTURES.get(0), Side.B));
        assertClosed(() -> measure.encode(List.of(), Side.A));
        assertClosed(() -> measure.compare(codes, codes));
        assertClosed(() -> measure.compare(codes, codes.subList(0, 1)));
        assertClosed(() -> measure.compare(List.of(), List.of()));
        assertClosed(() -> measure.compare(codes.get(0), codes.get(1)));
        assertClosed(() -> measure.compareAll(codes, codes));
        readings.forEach(reading -> assertClosed(() -> reading.compare(codes, codes)));
    }

    private void assertClosed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("measure " + name() + " is closed")
                .hasMessageContaining("Measures.named(\"" + name() + "\")");
    }

    @Test
    void closesWhileManyThreadsUseIt() throws Exception {
        Picture picture = PICTURES.get(0);
        Code code = measure.encode(picture, Side.A);
        double score = measure.compare(code, code);
        for (int round = 0; round < 10; round++) {
            try (Measure closing = Measures.named(name())) {
                CloseUnderLoad.run(
                        closing,
                        () -> {
                            Code again = closing.encode(picture, Side.A);
                            assertThat(again.prepared()).containsExactly(code.prepared());
                        },
                        () -> assertThat(closing.compare(code, code)).isEqualTo(score));
            }
        }
    }
}
