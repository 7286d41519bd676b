package dev.likeness.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The score from which on a pair is called a match, for a stated false-match rate.
 *
 * @param rate the false-match rate asked for, above 0 and below 1
 * @param threshold the score: match where the score is at least this; null where the sample is too small for the rate
 * @param negatives the number of non-matching pairs that it was read from
 */
public record Threshold(double rate, @Nullable Double threshold, int negatives) {
    public Threshold {
        Scores.requireShare("a false-match rate", rate);
        if (negatives < 0 || (threshold != null && !Double.isFinite(threshold))) {
            throw new IllegalArgumentException("a threshold needs a finite score and a count of pairs that is not"
                    + " negative, not " + threshold + " from " + negatives);
        }
    }

    /**
     * The lowest threshold at which the share of these negatives that score at least as high is at most the rate: an
     * order statistic, nothing extrapolated.
     *
     * <p>With k the largest count for which k/n is at most the rate, that is the next number above the (k+1)-th
     * highest score; negatives tied with that score all fall below it. A sample of fewer than 1/rate negatives cannot
     * tell, and gives a null threshold. It is the rate in the sample: how far the rate on other pairs may lie above it
     * is another question, and not answered here.
     *
     * @param rate above 0 and below 1
     * @param negativeScores finite scores of pairs that do not match, in any order
     * @throws IllegalArgumentException if the rate is out of its range or a score is not finite
     */
    public static Threshold at(double rate, double[] negativeScores) {
        Scores.requireShare("a false-match rate", rate);
        Scores.requireFinite("scores of non-matching pairs", negativeScores);
        int count = negativeScores.length;
        int allowed = (int) Math.min(count, Math.ceil(rate * count));
        while (allowed > 0 && (double) allowed / count > rate) {
            allowed--;
        }
        if (allowed == 0) {
            return new Threshold(rate, null, count);
        }
        double[] rising = negativeScores.clone();
        Arrays.sort(rising);
        return new Threshold(rate, Math.nextUp(rising[count - 1 - allowed]), count);
    }
}
