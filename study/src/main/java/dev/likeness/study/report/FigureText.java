package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.Figures;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.Objects;

/** A figure in words, and in how many digits a study shows it. */
final class FigureText {
    /** Narrower than this, a typical interval says more in two digits. */
    private static final double NARROW = 0.006;

    private FigureText() {}

    /** As a heading: {@code AUC}. */
    static String heading(String figure) {
        return switch (figure) {
            case Figures.AUC -> "AUC";
            case Figures.EER -> "EER";
            case Figures.FPR95 -> "FPR95";
            case Figures.ONE_SHOT -> "one-shot";
            default -> figure;
        };
    }

    /** Written out: {@code area under the ROC curve}. */
    static String writtenOut(String figure) {
        return switch (figure) {
            case Figures.AUC -> "area under the ROC curve";
            case Figures.EER -> "equal error rate";
            case Figures.FPR95 -> "false-positive rate at 95 % recall";
            case Figures.ONE_SHOT -> "one-shot accuracy";
            default -> figure;
        };
    }

    /** Digits behind the point of a percentage: 1, or 2 where half of the intervals are narrow. */
    static int digits(StudyOutcome outcome, String figure) {
        double[] widths = outcome.contenders().stream()
                .map(contender -> contender.figures().of(figure))
                .filter(Objects::nonNull)
                .mapToDouble((Rate rate) -> rate.high() - rate.low())
                .sorted()
                .toArray();
        return widths.length > 0 && widths[widths.length / 2] < NARROW ? 2 : 1;
    }
}
