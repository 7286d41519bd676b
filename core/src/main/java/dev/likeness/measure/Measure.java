package dev.likeness.measure;

import dev.likeness.picture.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how alike two pictures are. Learned models and classical measures implement it.
 *
 * <p>Encode each picture once and compare the codes as often as needed. A higher score is more alike; each measure has a
 * different scale. Implementations are thread-safe.
 *
 * <p>After {@link #close}, {@link #name} and {@link #sidesDiffer} still work. Encoding and comparing throw an
 * {@link IllegalStateException}, also through {@link #readings} that were obtained earlier. {@link ClosingGate} implements
 * this.
 */
public interface Measure extends PairScoring, AutoCloseable {
    /** The name of the measure's whole score in {@link #compareAll}: empty. */
    String OWN_SCORE = "";

    /** The name of the reading that compares the embeddings alone: the cheapest score, from which shortlists are made. */
    String EMBEDDING = "embedding";

    /** The name of the measure on the command line and in results. */
    String name();

    /**
     * What determines this measure's codes and scores; it is in the {@linkplain Code#origin origin} of every code that it
     * makes. {@link CodeOrigins} holds it.
     */
    MeasureIdentity identity();

    /**
     * Encodes pictures of one side, in order.
     *
     * @return one code for each picture
     */
    List<Code> encode(List<Picture> pictures, Side side);

    /** Encodes one picture of one side. */
    default Code encode(Picture picture, Side side) {
        return encode(List.of(picture), side).get(0);
    }

    /**
     * Scores {@code a.get(i)} against {@code b.get(i)} for every i.
     *
     * @throws IllegalArgumentException if the lists differ in length, another measure made one of the codes, or a code is
     *     on the wrong side
     */
    @Override
    double[] compare(List<Code> a, List<Code> b);

    /** Scores one pair. A symmetric measure gives the same bits in both orders. */
    default double compare(Code a, Code b) {
        return compare(List.of(a), List.of(b))[0];
    }

    /**
     * The size in pixels that both sides of a picture need for its code, for {@link Picture#readAtLeast}: further pixels
     * change the code little. {@link Integer#MAX_VALUE} if the measure uses all pixels.
     */
    default int sideNeeded() {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether the code of a picture depends on its side. If not, one code serves both sides.
     */
    default boolean sidesDiffer() {
        return false;
    }

    /**
     * Other scores of the same codes, by the part of the measure that they use, such as {@code embedding} and
     * {@code head}; empty if there is only the whole score.
     */
    default Map<String, PairScoring> readings() {
        return Map.of();
    }

    /**
     * The whole score and all readings at once. A measure that can share work between them overrides this method.
     *
     * @return scores as from {@link #compare(List, List)}, by the names of the readings; the whole score is under
     *     {@link #OWN_SCORE}
     */
    default Map<String, double[]> compareAll(List<Code> a, List<Code> b) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put(OWN_SCORE, compare(a, b));
        readings().forEach((part, scoring) -> scores.put(part, scoring.compare(a, b)));
        return scores;
    }

    /**
     * Prepares codes of one side to be compared with many queries of the other side. If the sides do not differ, either
     * side can be given. A measure that can compare one query with many codes at once overrides this method; by default the
     * block compares pair by pair.
     *
     * @return to be closed by the caller, before this measure
     * @throws IllegalArgumentException if another measure made one of the codes, or a code is on the wrong side
     */
    default CodeBlock block(List<Code> codes, Side side) {
        return new PairwiseBlock(this, codes, side);
    }

    /**
     * Frees the memory of the measure after the calls in progress have ended. A second call does nothing.
     *
     * @throws IllegalStateException if the calling thread is inside a call of this measure
     */
    @Override
    void close();
}
