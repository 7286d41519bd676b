package dev.likeness.evaluation;

import dev.likeness.data.ImagePair;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The patches of a first image, each matched to its nearest in another image by one score, and ranked. Immutable. */
final class MatchedPatches {
    private static final int NOWHERE = -1;

    private final int[] own; // of each patch of the first image, the index of its point in the other image, or NOWHERE
    private final boolean[] right; // whether it is matched with its own point
    private final int[] ranked; // the patches of the first image by the score of their best match, descending
    private final double[] ownScores;
    private final double[] otherScores; // with another patch, drawn at random

    /**
     * @param scores [F,S] row by row: each of F patches of the first image with each of S of the other; finite
     * @param seed of the non-matching patches
     */
    MatchedPatches(ImagePair pair, double[] scores, long seed) {
        Scores.requireSome("scores", scores);
        int count = pair.first().size();
        int width = pair.second().size();
        if (scores.length != count * width) {
            throw new IllegalArgumentException(scores.length + " scores for " + count + " x " + width + " patches");
        }
        own = correspondences(pair);
        right = new boolean[count];
        ownScores = new double[count];
        otherScores = new double[count];
        double[] best = new double[count];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int row = i * width;
            int drawn =
                    width < 2 ? 0 : random.nextInt(width - 1); // one draw per patch, so that patches are independent
            double bestOther = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < width; j++) {
                bestOther = j == own[i] ? bestOther : Math.max(bestOther, scores[row + j]);
            }
            best[i] = bestOther;
            if (own[i] != NOWHERE) {
                ownScores[i] = scores[row + own[i]];
                otherScores[i] = width < 2 ? Double.NaN : scores[row + (drawn < own[i] ? drawn : drawn + 1)];
                right[i] = ownScores[i] > bestOther; // a tie counts as wrong
                best[i] = Math.max(bestOther, ownScores[i]);
            }
        }
        ranked = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -best[i]).thenComparing(i -> right[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] correspondences(ImagePair pair) {
        Map<String, Integer> places = new HashMap<>();
        for (int j = 0; j < pair.second().size(); j++) {
            places.put(pair.second().get(j).identity(), j);
        }
        return pair.first().stream()
                .mapToInt(patch -> places.getOrDefault(patch.identity(), NOWHERE))
                .toArray();
    }

    /** The number of patches of the first image. */
    int count() {
        return own.length;
    }

    /** The patches of the first image whose point is in the other image, provided that it contains other points. */
    int[] evaluated() {
        return IntStream.range(0, own.length)
                .filter(i -> own[i] != NOWHERE && !Double.isNaN(otherScores[i]))
                .toArray();
    }

    /** The score of an evaluated patch with its own point in the other image. */
    double ownScore(int patch) {
        return ownScores[patch];
    }

    /** The score of an evaluated patch with another point, drawn at random. */
    double otherScore(int patch) {
        return otherScores[patch];
    }

    /**
     * The average precision of the ranking: the sum of the precisions at each correct match, divided by the number of points
     * in both images.
     *
     * @param copies the multiplicity of each patch of the first image
     * @return 0 to 1; NaN if no point in both images has a positive multiplicity
     */
    double averagePrecision(int[] copies) {
        int seen = 0;
        int found = 0;
        double precisions = 0;
        int possible = 0;
        for (int patch : ranked) {
            possible += own[patch] == NOWHERE ? 0 : copies[patch];
            for (int copy = 0; copy < copies[patch]; copy++) {
                seen++;
                if (right[patch]) {
                    found++;
                    precisions += (double) found / seen;
                }
            }
        }
        return precisions / possible;
    }
}
