package dev.likeness.model;

import dev.likeness.calibration.Gain;
import org.jspecify.annotations.Nullable;

/**
 * Whether a search with this model ranks the best candidates of the embedding again by the whole score. The whole score costs
 * much more per pair, so it must find more than the embedding alone.
 *
 * @param shortlist how many candidates of a query are ranked again, 1 or more
 * @param mapGain what that gains in mean average precision over the embedding alone, with a 95 % interval over identities; null
 *     if it was not measured
 * @param on whether to rank again: if it was measured, only if the whole interval is above 0
 * @param identities of the pictures that it was measured on; 0 if it was not measured
 * @param data the name of their data set; empty if it was not measured
 */
public record ReRanking(int shortlist, @Nullable Gain mapGain, boolean on, long identities, String data) {
    /** The shortlist of models that do not state another one. */
    public static final int DEFAULT_SHORTLIST = 50;

    /** A model for which nobody has measured it, such as those of older versions: on. */
    public static final ReRanking NOT_MEASURED = new ReRanking(DEFAULT_SHORTLIST, null, true, 0, "");

    public ReRanking {
        if (shortlist < 1) {
            throw new IllegalArgumentException("a shortlist has at least 1 candidate, not " + shortlist);
        }
    }

    /** On if the whole interval of the measured gain is above 0. */
    public static ReRanking measured(int shortlist, Gain mapGain, long identities, String data) {
        return new ReRanking(shortlist, mapGain, mapGain.aboveZero(), identities, data);
    }
}
