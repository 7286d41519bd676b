package dev.likeness.study.outcome;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.calibration.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a contender tells matches from others.
 *
 * @param auc area under the ROC curve; higher is better
 * @param eer equal error rate; lower is better
 * @param fpr95 false-positive rate at 95 % recall; lower is better
 * @param oneShot one-shot accuracy, higher is better; null where the data allow no trials
 */
public record Figures(
        Rate auc,
        Rate eer,
        Rate fpr95,
        @JsonProperty("one_shot") @Nullable Rate oneShot) {
    public static final String AUC = "auc";
    public static final String EER = "eer";
    public static final String FPR95 = "fpr95";
    public static final String ONE_SHOT = "one_shot";
    public static final List<String> NAMES = List.of(AUC, EER, FPR95, ONE_SHOT);

    /** Whether more is better in a figure. */
    public static boolean higherIsBetter(String figure) {
        return figure.equals(AUC) || figure.equals(ONE_SHOT);
    }

    /** The figure of a name; null where there is none. */
    public @Nullable Rate of(String figure) {
        return switch (figure) {
            case AUC -> auc;
            case EER -> eer;
            case FPR95 -> fpr95;
            case ONE_SHOT -> oneShot;
            default -> throw new IllegalArgumentException("there is no figure '" + figure + "', only " + NAMES);
        };
    }
}
