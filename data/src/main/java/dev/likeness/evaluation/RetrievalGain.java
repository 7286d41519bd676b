package dev.likeness.evaluation;

import dev.likeness.calibration.Gain;

/**
 * What the whole score of a measure gains over its embedding alone, on the same queries. The whole score ranks the best
 * candidates of the embedding again; the other candidates follow, in the order of the embedding.
 *
 * @param shortlist how many candidates of each query are ranked again, 1 or more; {@link #ALL} for all of them
 * @param map the difference of the mean average precisions, with an interval by a bootstrap over the identities
 * @param recallAt1 the difference of the recalls at 1, with such an interval
 */
public record RetrievalGain(int shortlist, Gain map, Gain recallAt1) {
    /** The shortlist that holds all candidates: the ranking by the whole score. */
    public static final int ALL = Integer.MAX_VALUE;
}
