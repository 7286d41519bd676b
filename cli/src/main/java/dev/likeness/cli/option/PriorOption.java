package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import picocli.CommandLine.Option;

/** How often pairs match in the application. */
public final class PriorOption {
    @Option(
            names = "--prior",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "The share of matching pairs in the application, for the probability; such as 0.001 for one"
                    + " match in 1000 pairs. Default: ${DEFAULT-VALUE}.")
    private double share;

    public double share() {
        if (!(share > 0 && share < 1)) {
            throw new InputException(
                    "--prior " + share + " is not a share between 0 and 1; give 0.01 if one pair in 100 matches");
        }
        return share;
    }
}
