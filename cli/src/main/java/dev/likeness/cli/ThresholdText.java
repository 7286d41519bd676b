package dev.likeness.cli;

import dev.likeness.evaluation.Threshold;
import java.util.Locale;

/** A threshold as people read it. */
final class ThresholdText {
    private ThresholdText() {}

    /** One line: the rate, what is certified of it, and what is estimated. */
    static String line(Threshold threshold) {
        String certified = threshold.threshold() == null || threshold.bound() == null
                ? "not certified (" + threshold.pairs() + " independent pairs are too few)"
                : String.format(
                        Locale.ROOT,
                        "certified from %.3f on (at most %s %%, by %d independent pairs)",
                        threshold.threshold(),
                        Percent.of(Math.ceil(1e5 * threshold.bound()) / 1e5),
                        threshold.pairs());
        Threshold.Estimate estimate = threshold.estimate();
        String estimated = estimate == null
                ? "no estimate"
                : String.format(
                        Locale.ROOT,
                        "estimated from %.3f on (%s, in %d pairs)",
                        estimate.threshold(),
                        Percent.of(estimate.measured()).strip(),
                        estimate.pairs());
        return String.format(Locale.ROOT, "  %6s %%  %s; %s", Percent.of(threshold.rate()), certified, estimated);
    }
}
