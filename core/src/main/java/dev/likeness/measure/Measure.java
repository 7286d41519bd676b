package dev.likeness.measure;

import dev.likeness.picture.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How alike are two pictures? One question, many answers: learned models and classical measures.
 *
 * <p>Encode each picture once, compare codes as often as needed. Higher is more alike; the scale is the measure's own.
 * Implementations are safe for use by several threads at once.
 *
 * <p>After {@link #close} a measure still says what it is ({@link #name}, {@link #sidesDiffer}); encoding and comparing,
 * also through {@link #readings} obtained before, throw an {@link IllegalStateException}. {@link ClosingGate} does this.
 */
public interface Measure extends PairScoring, AutoCloseable {
    /** What the measure's own score is called among its readings: nothing. */
    String OWN_SCORE = "";

    /** The name by which users ask for this measure. */
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

    /** Scores one pair; bit-equal in both orders where the measure is symmetric. */
    default double compare(Code a, Code b) {
        return compare(List.of(a), List.of(b))[0];
    }

    /**
     * Whether a picture's code depends on the side it is on; where it does not, one code serves both sides.
     */
    default boolean sidesDiffer() {
        return false;
    }

    /**
     * Other scores of the same codes, by the part of the measure that they read, such as {@code embedding} and
     * {@code head}; empty where the measure's own score is all there is.
     */
    default Map<String, PairScoring> readings() {
        return Map.of();
    }

    /**
     * The measure's own score and all its readings at once. Measures that can share work between them do so here.
     *
     * @return scores as {@link #compare(List, List)} gives them, by the names of the readings; the measure's own are
     *     under {@link #OWN_SCORE}
     */
    default Map<String, double[]> compareAll(List<Code> a, List<Code> b) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put(OWN_SCORE, compare(a, b));
        readings().forEach((part, scoring) -> scores.put(part, scoring.compare(a, b)));
        return scores;
    }

    /**
     * Frees what the measure owns, after the calls in progress have ended. A second call does nothing.
     *
     * @throws IllegalStateException if the calling thread is inside a call of this measure
     */
    @Override
    void close();
}
