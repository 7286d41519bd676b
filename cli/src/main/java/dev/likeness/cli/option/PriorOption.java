package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import picocli.CommandLine.Option;

/** How often pairs match where the probability is used. */
public final class PriorOption {
    @Option(
            names = "--prior",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description =
                    "Of all pairs, the share that matches where the probability is used, such as 0.001 in a search"
                            + " for one picture among a thousand. Default: ${DEFAULT-VALUE}.")
    private double share;

    public double share() {
        if (!(share > 0 && share < 1)) {
            throw new InputException(
                    "--prior " + share + " is no share between 0 and 1; write 0.01 if one pair in a hundred matches");
        }
        return share;
    }
}
