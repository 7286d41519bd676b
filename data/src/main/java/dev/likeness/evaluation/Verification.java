package dev.likeness.evaluation;

import dev.likeness.data.DataSet;
import dev.likeness.data.PairSample;
import dev.likeness.data.PicturePair;
import dev.likeness.error.InputException;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The verification protocol: does this pair show the same thing? Scores all pairs, then measures how well the scores separate
 * matches from non-matches; intervals are 95 %, by the {@linkplain IdentityBootstrap bootstrap over identities}.
 *
 * <p>Accuracy is the share of pairs decided correctly at the given threshold. Without one, each pair is decided at the best
 * threshold of pairs that share no identity with it (cross-fitted in four folds of identities), which is not optimistic,
 * unlike the best threshold of the same pairs. With fewer than about eight identities there may be no such pairs, and the
 * latter is used. The interval assumes fixed thresholds and a fixed share of matches.
 *
 * @param seed of the bootstrap and the folds
 * @param resamples the number of draws, at least 1
 * @param threshold a match scores at least this; null to choose it by cross-fitting
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

    /** The protocol with 500 draws and cross-fitted thresholds. */
    public static Verification seeded(long seed) {
        return new Verification(seed, 500, null);
    }

    /** The same protocol with accuracy at a given threshold on the score. */
    public Verification at(double scoreThreshold) {
        return new Verification(seed, resamples, scoreThreshold);
    }

    /**
     * Verifies a measure on a data set: on its declared pairs, or on pairs drawn from it.
     *
     * @param pairs the number of pairs to draw, at least 2
     * @throws InputException if matches or non-matches are missing
     */
    public VerificationOutcome evaluate(MeasureUnderTest tested, DataSet data, int pairs) {
        PairSample sample = data.evaluationPairs(pairs, seed);
        if (!PicturePair.hasBothClasses(sample.pairs())) {
            throw new InputException(data.name() + ": " + PicturePair.matches(sample.pairs()) + " of "
                    + sample.pairs().size()
                    + " pairs match; verification needs matches and non-matches; add pairs");
        }
        PictureCodes codes = PictureCodes.ofPairs(tested, sample.pairs());
        List<PicturePair> usable = codes.usablePairs(sample.pairs());
        ScoredPairs own = codes.compare(tested.measure(), usable, tested.progress());
        Map<String, VerificationResult> by = new LinkedHashMap<>();
        tested.measure()
                .readings()
                .forEach((part, scoring) -> by.put(part, judge(codes.compare(scoring, usable, tested.progress()))));
        return new VerificationOutcome(judge(own), by, own, sample.shortfall());
    }

    /**
     * Encodes each picture once and compares all pairs; pass the result to {@link #judge}, a calibration or a plot.
     *
     * @throws IllegalArgumentException if a score of the measure is not finite
     */
    public static ScoredPairs score(Measure measure, List<PicturePair> pairs, Progress progress) {
        return PictureCodes.ofPairs(measure, pairs, progress).compare(measure, pairs, progress);
    }

    /**
     * Measures how well the scores separate matches from non-matches.
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

    /** Weighted within matches and within non-matches, then combined by their shares of all pairs. */
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
