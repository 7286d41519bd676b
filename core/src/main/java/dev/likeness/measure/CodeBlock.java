package dev.likeness.measure;

import java.util.List;
import java.util.Map;

/**
 * Codes that queries are compared with: one query against many. A learned model keeps the codes in native memory, in the form
 * in which its head reads them, so that a comparison copies none of them.
 *
 * <p>A score is that of {@link Measure#compare(List, List)} for the same two codes, within 1e-5 times the larger of 1 and its
 * magnitude: the order of summation may differ. Scores of one block are comparable with each other: equal codes of a block
 * have equal scores.
 *
 * <p>Thread-safe. {@link #close} frees the memory after the calls in progress have ended; later calls throw an
 * {@link IllegalStateException}, and so do calls after the measure was closed.
 */
public interface CodeBlock extends AutoCloseable {
    /** N, the number of codes. */
    int size();

    /**
     * Scores each query against all codes of the block. Several queries in one call share the work of reading the block.
     *
     * @param queries Q codes of the other side than the block's
     * @return {@code [Q][N]}, finite
     * @throws IllegalArgumentException if another measure made one of the codes, or a code is on the wrong side
     */
    double[][] compare(List<Code> queries);

    /**
     * The whole score and all readings at once.
     *
     * @return scores as from {@link #compare}, by the names of the readings; the whole score is under
     *     {@link Measure#OWN_SCORE}
     */
    Map<String, double[][]> compareAll(List<Code> queries);

    /** Frees the memory. A second call does nothing. */
    @Override
    void close();
}
