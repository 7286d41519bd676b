package dev.likeness.evaluation;

import dev.likeness.data.PicturePair;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The verification protocol: does this pair show the same thing? Scores every pair, then measures how well the scores
 * tell matches from others; intervals are 95 %, by the {@linkplain IdentityBootstrap bootstrap over identities}.
 *
 * <p>Accuracy is the share of pairs decided rightly at the threshold given. Without one, each pair is decided at the
 * best threshold of pairs that share no identity with it (four folds of identities, cross-fitted): unlike the best
 * threshold of the very same pairs, it does not flatter. Below some eight identities there may be no such pairs, and
 * it is the latter. The interval holds the thresholds fixed, and the share of matches as it is.
 *
 * @param seed decides the draws of the bootstrap and the folds
 * @param resamples the number of draws, at least 1
 * @param threshold match where the score is at least this; null to have it chosen by cross-fitting
 */
public record Verification(
        long seed, int resamples, @Nullable Double threshold) {
    public Verification {
        if (resamples < 1) {
            throw new IllegalArgumentException("at least 1 resample is needed, not " + resamples);
        }
        if (threshold != null && threshold.isNaN()) {
            throw new IllegalArgumentException("the threshold is not a number");
        }
    }

    /** The protocol with 500 draws and a threshold by cross-fitting. */
    public static Verification seeded(long seed) {
        return new Verification(seed, 500, null);
    }

    /** The same protocol with accuracy taken at a given threshold on the score. */
    public Verification at(double scoreThreshold) {
        return new Verification(seed, resamples, scoreThreshold);
    }

    /**
     * Encodes every picture once and compares all pairs; hand the outcome to {@link #judge}, a calibration or a plot.
     *
     * @throws IllegalArgumentException if the measure gives a score that is not finite
     */
    public static ScoredPairs score(Measure measure, List<PicturePair> pairs, Progress progress) {
        return PictureCodes.ofPairs(measure, pairs, progress).compare(measure, pairs, progress);
    }

    /**
     * Measures how well the scores tell matching pairs from others.
     *
     * @throws IllegalArgumentException if there is no matching or no non-matching pair
     */
    public VerificationResult judge(ScoredPairs scored) {
        IdentityBootstrap bootstrap = new IdentityBootstrap(scored.pairs());
        RankedScores ranked = new RankedScores(scored.scores(), scored.matches());
        boolean[] right = decide(scored, ranked);
        double[] once = new double[right.length];
        Arrays.fill(once, 1);
        double share = (double) scored.positives().length / right.length;

        double[][] replicates = new double[4][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < resamples; r++) {
            double[] weights = bootstrap.weights(random.split());
            Roc roc = ranked.weighted(weights);
            replicates[0][r] = roc.auc();
            replicates[1][r] = roc.eer();
            replicates[2][r] = roc.fpr95();
            replicates[3][r] = accuracy(scored, right, weights, share);
        }
        Roc roc = ranked.weighted(once);
        return new VerificationResult(
                right.length,
                bootstrap.interval(roc.auc(), replicates[0]),
                bootstrap.interval(roc.eer(), replicates[1]),
                bootstrap.interval(roc.fpr95(), replicates[2]),
                bootstrap.interval(accuracy(scored, right, once, share), replicates[3]));
    }

    private boolean[] decide(ScoredPairs scored, RankedScores ranked) {
        if (threshold == null) {
            return CrossFitting.decide(scored, ranked, seed);
        }
        boolean[] right = new boolean[scored.scores().length];
        for (int i = 0; i < right.length; i++) {
            right[i] = scored.scores()[i] >= threshold == scored.pairs().get(i).match();
        }
        return right;
    }

    /** Weighted within matches and within non-matches, then put together in their share of all pairs. */
    private static double accuracy(ScoredPairs scored, boolean[] right, double[] weights, double share) {
        double[] sum = new double[2];
        double[] sumRight = new double[2];
        for (int i = 0; i < right.length; i++) {
            int kind = scored.pairs().get(i).match() ? 1 : 0;
            sum[kind] += weights[i];
            sumRight[kind] += right[i] ? weights[i] : 0;
        }
        return Math.min(1, share * sumRight[1] / sum[1] + (1 - share) * sumRight[0] / sum[0]);
    }
}
