package dev.likeness.evaluation;

import dev.likeness.data.PicturePair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Decides each pair at a threshold chosen on pairs of other identities, so that the accuracy is not optimistic.
 *
 * <p>Identities are dealt into four folds. A pair of folds f and g is decided at the best threshold of the pairs that are
 * entirely in the other folds, with matches weighted to their share of all pairs: no identity influences a threshold that
 * decides its pairs. (With two folds, no threshold would be independent of both identities of a pair across the folds.)
 */
final class CrossFitting {
    private static final int FOLDS = 4;

    private CrossFitting() {}

    /**
     * Which pairs are decided correctly. If the other folds lack matching or non-matching pairs (data with few identities),
     * the threshold is the best one of all pairs, and the result is optimistic.
     *
     * @param ranked the scores of the same pairs, sorted
     * @param seed assigns identities to folds
     */
    static boolean[] decide(ScoredPairs scored, RankedScores ranked, long seed) {
        List<PicturePair> pairs = scored.pairs();
        int[][] folds = foldsOf(pairs, seed);
        double share = (double) scored.positives().length / pairs.size();
        boolean[] right = new boolean[pairs.size()];
        for (int f = 0; f < FOLDS; f++) {
            for (int g = f; g < FOLDS; g++) {
                double threshold = thresholdFor(ranked, folds, new int[] {f, g}, share);
                for (int i = 0; i < right.length; i++) {
                    if (folds[i][0] == f && folds[i][1] == g) {
                        boolean called = scored.scores()[i] >= threshold;
                        right[i] = called == pairs.get(i).match();
                    }
                }
            }
        }
        return right;
    }

    private static double thresholdFor(RankedScores ranked, int[][] folds, int[] decided, double share) {
        double[] weights = new double[folds.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = isOutside(folds[i][0], decided) && isOutside(folds[i][1], decided) ? 1 : 0;
        }
        if (!ranked.hasBothClasses(weights)) {
            Arrays.fill(weights, 1);
        }
        return ranked.weighted(weights).bestThreshold(share);
    }

    private static boolean isOutside(int fold, int[] decided) {
        return fold != decided[0] && fold != decided[1];
    }

    /** For each pair the folds of its two identities, the lower one first. */
    private static int[][] foldsOf(List<PicturePair> pairs, long seed) {
        TreeSet<String> sorted = new TreeSet<>();
        for (PicturePair pair : pairs) {
            sorted.add(pair.a().identity());
            sorted.add(pair.b().identity());
        }
        String[] identities = sorted.toArray(new String[0]);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> foldOf = new HashMap<>();
        for (int left = identities.length; left > 0; left--) {
            int drawn = random.nextInt(left);
            foldOf.put(identities[drawn], left % FOLDS);
            identities[drawn] = identities[left - 1];
        }
        int[][] folds = new int[pairs.size()][];
        for (int i = 0; i < folds.length; i++) {
            int a = foldOf.getOrDefault(pairs.get(i).a().identity(), 0);
            int b = foldOf.getOrDefault(pairs.get(i).b().identity(), 0);
            folds[i] = new int[] {Math.min(a, b), Math.max(a, b)};
        }
        return folds;
    }
}
