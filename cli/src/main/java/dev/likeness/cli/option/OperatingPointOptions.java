package dev.likeness.cli.option;

import dev.likeness.OperatingPoint;
import dev.likeness.error.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How strict to be, and how often pairs match. */
public final class OperatingPointOptions {
    @Option(
            names = "--false-match-rate",
            paramLabel = "RATE",
            description = "Call a match only what at most this share of non-matching pairs reaches; one of those that"
                    + " the model states: 0.1, 0.01 or 0.001. Default: 0.01.")
    private @Nullable Double falseMatchRate;

    @Mixin
    private PriorOption prior;

    public OperatingPoint point() {
        if (falseMatchRate != null && !(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new InputException("--false-match-rate " + falseMatchRate
                    + " is no share between 0 and 1; write 0.01 for one false match in a hundred pairs");
        }
        return new OperatingPoint(falseMatchRate, prior.share());
    }
}
