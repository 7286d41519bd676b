package dev.likeness.evaluation;

import java.util.Arrays;

/**
 * How well scores tell matching pairs (positives) from others (negatives), over all thresholds: the receiver operating
 * characteristic.
 *
 * <p>A pair is called a match where its score is at least the threshold. Pairs of equal score cross a threshold
 * together, so ties never flatter a measure. With TPR and FPR the shares of positives and of negatives called matches,
 * the curve runs through (FPR, TPR) at each distinct score from (0, 0) to (1, 1), in straight lines (T. Fawcett, "An
 * introduction to ROC analysis", Pattern Recognition Letters 27, 2006). Sorting costs O(n log n), each figure after
 * that at most O(n). Immutable.
 */
public final class Roc {
    /** Below this, a difference of two shares is rounding. */
    private static final double ROUNDING = 1e-12;

    private final double[] thresholds; // distinct scores, falling
    private final double[] truePositives; // weight of the positives with at least that score
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
     * The curve of two samples of scores; higher is more alike.
     *
     * @param positives scores of matching pairs, finite, at least one
     * @param negatives scores of pairs that do not match, finite, at least one
     * @throws IllegalArgumentException if either is empty or holds a number that is not finite
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
     * The area under the curve: the chance that a positive scores higher than a negative, ties counted half.
     *
     * <p>H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947): U / (n+ n-).
     *
     * @return 0 to 1; 0.5 tells nothing
     */
    public double auc() {
        double area = 0;
        for (int k = 0; k < points; k++) {
            area += (falsePositives[k] - before(falsePositives, k)) * (truePositives[k] + before(truePositives, k)) / 2;
        }
        return Math.min(1, area / (positives() * negatives()));
    }

    /**
     * The equal error rate: where the curve crosses FPR = 1 - TPR, on the straight line between two of its points.
     *
     * @return 0 to 1; 0 where the classes do not overlap
     */
    public double eer() {
        double falseRate = 0;
        double gap = -1; // FPR - (1 - TPR), rising from -1 to 1
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
     * The FPR at the highest threshold whose TPR is at least the recall: an operating point that exists, not
     * interpolated.
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

    /** The share of positives that score at least the threshold (TPR). */
    public double recallAt(double threshold) {
        return reached(truePositives, threshold) / positives();
    }

    /** The share of negatives that score at least the threshold (FPR): the false-match rate there. */
    public double falseMatchRateAt(double threshold) {
        return reached(falsePositives, threshold) / negatives();
    }

    /** The share of pairs that the threshold decides rightly, positives and negatives counted as they come. */
    double accuracyAt(double threshold) {
        return (reached(truePositives, threshold) + negatives() - reached(falsePositives, threshold))
                / (positives() + negatives());
    }

    /** The highest {@link #accuracyAt} of any threshold. Chosen on these very pairs, it flatters: see Verification. */
    double bestAccuracy() {
        return accuracyAt(bestThreshold());
    }

    /**
     * A threshold of the highest accuracy: half-way between the lowest score it accepts and the next lower one; the
     * highest where several are equally good.
     */
    double bestThreshold() {
        return bestThreshold(positives() / (positives() + negatives()));
    }

    /** The threshold that is best where {@code share} of the pairs match, whatever the share here. */
    double bestThreshold(double share) {
        int best = -1;
        double bestGain = 0; // of the share decided rightly, over calling nothing a match
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

    /** Above {@code low} and at most {@code high}, near the middle. */
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

    /** What is cumulated down to the last score that is at least the threshold. */
    private double reached(double[] cumulated, double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("the threshold is not a number");
        }
        int low = 0; // the number of distinct scores at or above the threshold lies in low..high
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
