package dev.likeness.evaluation;

import java.util.Arrays;

/**
 * The receiver operating characteristic: how well scores separate matching pairs (positives) from non-matching ones
 * (negatives), over all thresholds.
 *
 * <p>A pair is accepted as a match if its score is at least the threshold. Pairs with equal scores are accepted together, so
 * ties are not optimistic. With TPR and FPR the shares of accepted positives and negatives, the curve connects (FPR, TPR) at
 * each distinct score from (0, 0) to (1, 1) by straight lines (T. Fawcett, "An
 * introduction to ROC analysis", Pattern Recognition Letters 27, 2006). Sorting costs O(n log n), each figure after
 * that at most O(n). Immutable.
 */
public final class Roc {
    /** A smaller difference of two shares is a rounding error. */
    private static final double ROUNDING = 1e-12;

    private final double[] thresholds; // distinct scores, descending
    private final double[] truePositives; // weight of the positives with at least this score
    private final double[] falsePositives;
    private final int points;

    Roc(double[] thresholds, double[] truePositives, double[] falsePositives, int points) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
        this.points = points;
        if (points == 0 || positives() == 0 || negatives() == 0) {
            throw new IllegalArgumentException("a curve needs at least one matching and one non-matching pair");
        }
    }

    /**
     * The curve of two samples of scores; higher is more similar.
     *
     * @param positives scores of matching pairs, finite, at least one
     * @param negatives scores of non-matching pairs, finite, at least one
     * @throws IllegalArgumentException if either is empty or contains a number that is not finite
     */
    public static Roc of(double[] positives, double[] negatives) {
        Scores.requireSome("scores of matching pairs", positives);
        Scores.requireSome("scores of non-matching pairs", negatives);
        double[] scores = Arrays.copyOf(positives, positives.length + negatives.length);
        System.arraycopy(negatives, 0, scores, positives.length, negatives.length);
        boolean[] matches = new boolean[scores.length];
        Arrays.fill(matches, 0, positives.length, true);
        double[] weights = new double[scores.length];
        Arrays.fill(weights, 1);
        return new RankedScores(scores, matches).weighted(weights);
    }

    /**
     * The area under the curve: the probability that a positive scores higher than a negative; ties count half.
     *
     * <p>H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947): U / (n+ n-).
     *
     * @return 0 to 1; 0.5 is chance level
     */
    public double auc() {
        double area = 0;
        for (int k = 0; k < points; k++) {
            area += (falsePositives[k] - before(falsePositives, k)) * (truePositives[k] + before(truePositives, k)) / 2;
        }
        return Math.min(1, area / (positives() * negatives()));
    }

    /**
     * The equal error rate: FPR at FPR = 1 - TPR, interpolated between two points of the curve.
     *
     * @return 0 to 1; 0 if the classes do not overlap
     */
    public double eer() {
        double falseRate = 0;
        double gap = -1; // FPR - (1 - TPR), increasing from -1 to 1
        for (int k = 0; k < points; k++) {
            double nextRate = falsePositives[k] / negatives();
            double nextGap = nextRate + truePositives[k] / positives() - 1;
            if (nextGap >= 0) {
                return falseRate + (nextRate - falseRate) * -gap / (nextGap - gap);
            }
            falseRate = nextRate;
            gap = nextGap;
        }
        return falseRate;
    }

    /** The false-positive rate at 95 % recall, as patch matching reports it: {@code falsePositiveRateAt(0.95)}. */
    public double fpr95() {
        return falsePositiveRateAt(0.95);
    }

    /**
     * The FPR at the highest threshold whose TPR is at least the recall: an actual operating point, without interpolation.
     *
     * @param recall above 0, at most 1
     * @throws IllegalArgumentException if the recall is out of its range
     */
    double falsePositiveRateAt(double recall) {
        if (!(recall > 0 && recall <= 1)) {
            throw new IllegalArgumentException("recall must be above 0 and at most 1, not " + recall);
        }
        int k = 0;
        while (k < points - 1 && truePositives[k] / positives() < recall - ROUNDING) {
            k++;
        }
        return falsePositives[k] / negatives();
    }

    /** The share of positives with at least this score (TPR). */
    public double recallAt(double threshold) {
        return reached(truePositives, threshold) / positives();
    }

    /** The share of negatives with at least this score (FPR): the false-match rate. */
    public double falseMatchRateAt(double threshold) {
        return reached(falsePositives, threshold) / negatives();
    }

    /** The share of pairs that the threshold decides correctly, with equal weight per pair. */
    double accuracyAt(double threshold) {
        return (reached(truePositives, threshold) + negatives() - reached(falsePositives, threshold))
                / (positives() + negatives());
    }

    /** The highest {@link #accuracyAt} of any threshold. Chosen on the same pairs, it is optimistic: see Verification. */
    double bestAccuracy() {
        return accuracyAt(bestThreshold());
    }

    /**
     * A threshold with the highest accuracy: midway between the lowest accepted score and the next lower score; the highest
     * of several equally good ones.
     */
    double bestThreshold() {
        return bestThreshold(positives() / (positives() + negatives()));
    }

    /** The best threshold if {@code share} of the pairs match, independent of the share in these pairs. */
    double bestThreshold(double share) {
        int best = -1;
        double bestGain = 0; // in accuracy, over accepting no pair
        for (int k = 0; k < points; k++) {
            double gain = share * truePositives[k] / positives() - (1 - share) * falsePositives[k] / negatives();
            if (gain > bestGain + ROUNDING) {
                bestGain = gain;
                best = k;
            }
        }
        if (best < 0) {
            return Math.nextUp(thresholds[0]);
        }
        return best == points - 1 ? thresholds[best] : between(thresholds[best + 1], thresholds[best]);
    }

    /** A number above {@code low} and at most {@code high}, near the middle. */
    private static double between(double low, double high) {
        double middle = low / 2 + high / 2;
        return middle > low && middle <= high ? middle : high;
    }

    private double positives() {
        return truePositives[points - 1];
    }

    private double negatives() {
        return falsePositives[points - 1];
    }

    private static double before(double[] cumulated, int k) {
        return k == 0 ? 0 : cumulated[k - 1];
    }

    /** The cumulated weight of the scores that are at least the threshold. */
    private double reached(double[] cumulated, double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("the threshold is not a number");
        }
        int low = 0; // the number of distinct scores at or above the threshold is in low..high
        int high = points;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (thresholds[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return before(cumulated, low);
    }
}
