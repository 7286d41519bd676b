package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.PicturePair;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.PairScoring;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The one-shot protocol: which of N gallery pictures shows the same as the query? A trial is correct if the right picture
 * scores strictly higher than every other: a tie counts as wrong.
 *
 * <p>B. M. Lake, R. Salakhutdinov, J. B. Tenenbaum, "Human-level concept learning through probabilistic program
 * induction", Science 350 (2015): 20 runs of 20 trials.
 *
 * <p>The trials of one run share their gallery and their drawers, so they are not independent. Intervals are Wilson's for an
 * effective number of trials: n divided by the design effect, which is the ratio of the variance between runs to that of
 * independent trials, widened by Student's t for the small number of runs and at least 1 (after E. L. Korn and B. I.
 * Graubard, "Confidence intervals for proportions with small expected number of positive counts estimated from survey
 * data", Survey Methodology 24, 1998). It needs no random numbers, is valid at 0 and 100 %, where a bootstrap over runs
 * would have zero width, and equals Wilson's interval for a single run.
 */
public final class OneShot {
    private OneShot() {}

    /**
     * Encodes each picture once, then answers all trials by the measure's score and by each of its readings.
     *
     * @param trials at least one
     * @throws IllegalArgumentException if there are no trials, or an answer is not in its gallery
     */
    public static OneShotResult evaluate(Measure measure, List<OneShotTrial> trials, Progress progress) {
        return evaluate(MeasureUnderTest.skippingNone(measure, progress), trials);
    }

    /** As {@link #evaluate(Measure, List, Progress)}, without trials that contain an unreadable picture. */
    public static OneShotResult evaluate(MeasureUnderTest tested, List<OneShotTrial> given) {
        Measure measure = tested.measure();
        PictureCodes codes = PictureCodes.ofTrials(tested, given);
        List<OneShotTrial> trials = codes.usableTrials(given);
        Map<String, boolean[]> answers = answerAll(codes, measure, trials);
        boolean[] right = Objects.requireNonNull(answers.remove(Measure.OWN_SCORE));
        Map<String, Rate> by = new LinkedHashMap<>();
        answers.forEach((part, own) -> by.put(part, accuracy(own, trials)));
        Rate accuracy = accuracy(right, trials);
        return new OneShotResult(
                trials.size(), count(right), given.get(0).gallery().size(), accuracy, by);
    }

    /**
     * Which trials a scoring answers correctly, in order.
     *
     * @param codes of the pictures of the trials, see {@link PictureCodes#ofTrials}
     */
    public static boolean[] answer(PictureCodes codes, PairScoring scoring, List<OneShotTrial> trials) {
        List<PicturePair> pairs = new ArrayList<>();
        for (OneShotTrial trial : trials) {
            List<LabelledPicture> gallery = trial.gallery();
            requireAnswer(trial);
            for (int i = 0; i < gallery.size(); i++) {
                pairs.add(new PicturePair(trial.query(), gallery.get(i), i == trial.answer()));
            }
        }
        double[] scores = codes.compare(scoring, pairs, Progress.NONE).scores();
        boolean[] right = new boolean[trials.size()];
        int from = 0;
        for (int t = 0; t < right.length; t++) {
            int ways = trials.get(t).gallery().size();
            right[t] = isHighest(scores, from, from + ways, from + trials.get(t).answer());
            from += ways;
        }
        return right;
    }

    /**
     * Which trials a measure and each of its readings answer correctly, in order. The trials of one gallery are compared
     * with it at once.
     *
     * @param codes of the pictures of the trials, see {@link PictureCodes#ofTrials}
     * @return by the names of the readings; the whole score is under {@link Measure#OWN_SCORE}
     */
    public static Map<String, boolean[]> answerAll(PictureCodes codes, Measure measure, List<OneShotTrial> trials) {
        Map<String, boolean[]> right = new LinkedHashMap<>();
        right.put(Measure.OWN_SCORE, new boolean[trials.size()]);
        measure.readings().keySet().forEach(part -> right.put(part, new boolean[trials.size()]));
        int from = 0;
        while (from < trials.size()) {
            List<LabelledPicture> gallery = trials.get(from).gallery();
            int to = from;
            while (to < trials.size() && trials.get(to).gallery().equals(gallery)) {
                requireAnswer(trials.get(to++));
            }
            List<LabelledPicture> queries =
                    trials.subList(from, to).stream().map(OneShotTrial::query).toList();
            try (CodeBlock block = codes.block(measure, gallery, Side.B)) {
                Map<String, double[][]> scores = block.compareAll(codes.codes(queries, Side.A));
                for (int t = from; t < to; t++) {
                    for (Map.Entry<String, double[][]> part : scores.entrySet()) {
                        double[] row = part.getValue()[t - from];
                        Scores.requireFinite("scores", row);
                        Objects.requireNonNull(right.get(part.getKey()))[t] =
                                isHighest(row, 0, row.length, trials.get(t).answer());
                    }
                }
            }
            from = to;
        }
        return right;
    }

    private static void requireAnswer(OneShotTrial trial) {
        int ways = trial.gallery().size();
        if (trial.answer() < 0 || trial.answer() >= ways) {
            throw new IllegalArgumentException("the answer of the trial of "
                    + trial.query().name() + " is number " + trial.answer() + ", in a gallery of " + ways);
        }
    }

    private static boolean isHighest(double[] scores, int from, int to, int answer) {
        for (int i = from; i < to; i++) {
            if (i != answer && scores[i] >= scores[answer]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The share of correct trials, with the interval described above.
     *
     * @param right which trials are correct, in order
     * @throws IllegalArgumentException if there are no trials, or the two differ in length
     */
    public static Rate accuracy(boolean[] right, List<OneShotTrial> trials) {
        int n = right.length;
        if (n == 0 || n != trials.size()) {
            throw new IllegalArgumentException(
                    "need as many answers as trials and at least one, not " + n + " for " + trials.size());
        }
        double share = (double) count(right) / n;
        Map<String, Double> excess =
                new LinkedHashMap<>(); // of each run: its correct answers above the expected number
        for (int t = 0; t < n; t++) {
            excess.merge(trials.get(t).run(), (right[t] ? 1 : 0) - share, Double::sum);
        }
        int runs = excess.size();
        if (runs == 1 || share == 0 || share == 1) {
            return Rate.wilsonOf(share, n);
        }
        double squares = 0;
        for (double e : excess.values()) {
            squares += e * e;
        }
        double betweenRuns = (double) runs / (runs - 1) * squares / n / n;
        double independent = share * (1 - share) / n;
        double fewRuns = StudentT.twoSided95(runs - 1) / Rate.Z;
        return Rate.wilsonOf(share, n / Math.max(1, fewRuns * fewRuns * betweenRuns / independent));
    }

    private static int count(boolean[] right) {
        int count = 0;
        for (boolean r : right) {
            count += r ? 1 : 0;
        }
        return count;
    }
}
