package dev.likeness.gallery;

import java.util.Arrays;

/**
 * The thresholds of the score above which pictures of one gallery are taken for copies. n pictures make n²/2 pairs, so that a
 * threshold for one pair in a hundred would find thousands of false copies.
 *
 * <p>The scores of random pairs of the gallery, nearly all of different things, give the share of chance pairs above a score.
 * Their largest hundredth follows an exponential distribution (the peaks over a threshold, Balkema and de Haan 1974, with shape
 * 0), which is extended to smaller shares.
 *
 * @param candidate the nearest pictures above it are copies if a second check confirms it
 * @param alike all pictures above it are alike, and are checked
 * @param certain pictures above it are copies also where the second check finds nothing to compare
 */
public record CopyThresholds(double candidate, double alike, double certain) {
    /** For a search for exact copies. */
    static final CopyThresholds NONE = new CopyThresholds(Double.NaN, Double.NaN, Double.NaN);

    /** The share of the random pairs whose scores are taken for the tail. */
    private static final double TAIL = 0.01;

    /** Fewer pairs have no tail to speak of. */
    private static final int FEWEST_PAIRS = 2_000;

    /** The number of different pictures above the thresholds, for each picture. */
    private static final double CHANCE_CANDIDATES = 8;

    private static final double CHANCE_ALIKE = 0.5;

    private static final double CHANCE_COPIES = 0.0005;

    /**
     * The thresholds of a gallery.
     *
     * @param scores of random pairs
     * @param pictures n, the number of pictures that are compared with each other
     * @param ofPairs the model's threshold for one pair, which is used if there are too few pairs
     */
    public static CopyThresholds of(double[] scores, long pictures, double ofPairs) {
        if (scores.length < FEWEST_PAIRS) {
            return new CopyThresholds(ofPairs, ofPairs, Double.POSITIVE_INFINITY);
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int from = (int) Math.floor(sorted.length * (1 - TAIL));
        double start = sorted[from];
        double excess = 0;
        for (int i = from; i < sorted.length; i++) {
            excess += sorted[i] - start;
        }
        double scale = excess / (sorted.length - from);
        return new CopyThresholds(
                start + scale * Math.log(TAIL * pictures / (2 * CHANCE_CANDIDATES)),
                start + scale * Math.log(TAIL * pictures / (2 * CHANCE_ALIKE)),
                start + scale * Math.log(TAIL * pictures / (2 * CHANCE_COPIES)));
    }
}
