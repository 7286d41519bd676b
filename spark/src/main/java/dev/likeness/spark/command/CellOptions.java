package dev.likeness.spark.command;

import dev.likeness.error.InputException;
import dev.likeness.gallery.BestCopy;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.spark.DuplicatesSettings;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How near pairs are found. */
final class CellOptions {
    @Option(
            names = "--cells",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "The number of cells; 1 compares all pictures with all, 0 chooses it by the number of pictures."
                            + " Default: ${DEFAULT-VALUE}.")
    private int cells;

    @Option(
            names = "--shortlist",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many neighbours of a picture the head scores in each of its cells. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int shortlist;

    @Option(
            names = "--best",
            split = ",",
            paramLabel = "RULE",
            defaultValue = "resolution,size,sharpness",
            description = "The rules for the best copy, the most important first. Default: ${DEFAULT-VALUE}.")
    private List<BestCopy> best;

    DuplicatesSettings settings(DuplicateKind weakest, int recallSample) {
        if (cells < 0 || shortlist < 1 || recallSample < 0 || weakest == DuplicateKind.ALIKE) {
            throw new InputException(
                    "--cells is " + cells + ", --shortlist is " + shortlist + ", the sample for recall is "
                            + recallSample + ", the kind is " + weakest.name().toLowerCase(Locale.ROOT)
                            + "; allowed: 0 or more cells, a shortlist of 1 or more, a sample of 0 or more, kind exact or edited");
        }
        return new DuplicatesSettings(weakest, best, cells, shortlist, recallSample);
    }
}
