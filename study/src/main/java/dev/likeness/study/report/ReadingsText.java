package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.Figures;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.ArrayList;
import java.util.List;

/** Whether a score is better read from all of it, from the head or from the embedding: by the estimates alone. */
final class ReadingsText {
    private ReadingsText() {}

    /** A sentence; empty where no contender has both parts. */
    static String of(StudyOutcome outcome) {
        int whole = 0;
        int head = 0;
        int embedding = 0;
        List<Double> lost = new ArrayList<>();
        for (ContenderOutcome contender : outcome.contenders()) {
            Figures byHead = contender.readings().get("head");
            Figures byEmbedding = contender.readings().get("embedding");
            if (byHead != null && byEmbedding != null) {
                double all = good(outcome, contender.figures());
                double one = good(outcome, byHead);
                double other = good(outcome, byEmbedding);
                lost.add(other - all);
                if (all >= one && all >= other) {
                    whole++;
                } else if (one >= other) {
                    head++;
                } else {
                    embedding++;
                }
            }
        }
        if (lost.isEmpty()) {
            return "";
        }
        double mean = lost.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return "Of " + Numbers.counted(lost.size(), "contender", "contenders")
                + " with both parts, the whole score reads "
                + "best in " + whole + ", the head alone in " + head + " and the embedding alone, the layer before the "
                + "last, in " + embedding + ". Reading the embedding alone "
                + (mean <= 0 ? "costs " : "gains ")
                + Numbers.fixed(100 * Math.abs(mean), FigureText.digits(outcome, outcome.figure()))
                + " points on average. These are estimates; no verdict is given on them.";
    }

    /** The figure, higher for better. */
    private static double good(StudyOutcome outcome, Figures figures) {
        Rate rate = figures.of(outcome.figure());
        double value = rate == null ? 0 : rate.value();
        return Figures.higherIsBetter(outcome.figure()) ? value : -value;
    }
}
