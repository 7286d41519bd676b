package dev.likeness.study;

import dev.likeness.evaluation.Roc;
import dev.likeness.evaluation.ScoredPairs;
import dev.likeness.study.outcome.ContenderOutcome.CurvePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** ROC curves with as many points as an eye can tell. */
final class Curves {
    private Curves() {}

    /**
     * The curve of scored pairs at some of its thresholds: evenly in false positives, and evenly in their logarithm where
     * there are few of them.
     *
     * @return from (0, 0) to (1, 1), both rising
     */
    static List<CurvePoint> of(ScoredPairs scored, int points) {
        double[] negatives = scored.negatives();
        Arrays.sort(negatives);
        Roc roc = Roc.of(scored.positives(), scored.negatives());
        TreeSet<Integer> ranks = new TreeSet<>(); // how many negatives a threshold lets through
        for (int i = 1; i <= points / 2; i++) {
            ranks.add((int) Math.round((double) negatives.length * i / (points / 2)));
            ranks.add((int) Math.round(Math.pow(negatives.length, (double) i / (points / 2))));
        }
        List<CurvePoint> curve = new ArrayList<>();
        curve.add(new CurvePoint(0, 0));
        for (int rank : ranks) {
            double threshold = negatives[negatives.length - Math.max(1, rank)];
            curve.add(new CurvePoint(roc.falseMatchRateAt(threshold), roc.recallAt(threshold)));
        }
        curve.add(new CurvePoint(1, 1));
        return curve.stream().distinct().toList();
    }
}
