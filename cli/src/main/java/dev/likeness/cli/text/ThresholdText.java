package dev.likeness.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.calibration.Threshold;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.model.ModelCard;
import java.util.Locale;

/** Formats thresholds for people. */
public final class ThresholdText {
    private ThresholdText() {}

    /** The thresholds of a card, as its file has them. */
    public static JsonNode json(ModelCard card) {
        return JsonOption.card(card).get("thresholds");
    }

    /** One line with the rate, the estimate, and the certified threshold. */
    public static String line(Threshold threshold) {
        String certified = threshold.threshold() == null
                ? threshold.pairs() + " independent pairs are too few to certify it"
                : String.format(
                        Locale.ROOT,
                        "certified from %s on, by %d independent pairs",
                        ScoreText.of(threshold.threshold()),
                        threshold.pairs());
        Threshold.Estimate estimate = threshold.estimate();
        String estimated = estimate == null
                ? "no estimate"
                : String.format(
                        Locale.ROOT,
                        "estimated from %s on (%s)",
                        ScoreText.of(estimate.threshold()),
                        Percent.of(estimate.measured()).strip());
        return String.format(Locale.ROOT, "  %5s %%  %s; %s", Percent.of(threshold.rate()), estimated, certified);
    }
}
