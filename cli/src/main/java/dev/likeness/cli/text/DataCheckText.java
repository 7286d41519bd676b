package dev.likeness.cli.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.data.DataCheck;
import dev.likeness.data.DeclaredSplits;
import dev.likeness.data.SplitName;
import dev.likeness.data.SuggestedLabels;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** The report of a data check about splits, about labels in file names, and about the whole. */
public final class DataCheckText {
    private static final int SHOWN = 6;

    private DataCheckText() {}

    /** Adds splits and suggested labels to a result. */
    public static void describe(DataCheck check, ObjectNode node) {
        if (!check.splits().isEmpty()) {
            ArrayNode splits = node.putArray("splits");
            for (DeclaredSplits.Share share : check.splits()) {
                splits.addObject()
                        .put("split", share.split().word())
                        .put("pictures", share.pictures())
                        .put("identities", share.identities())
                        .put("identities_with_matches", share.matching())
                        .put("also_in_train", share.alsoTrained());
            }
        }
        node.set("splits_taken_for_groups", JsonOption.tree(check.layout().strayGroups()));
        node.set("splits_taken_for_identities", JsonOption.tree(check.layout().splitIdentities()));
        SuggestedLabels labels = check.layout().labels();
        if (labels != null) {
            node.putObject("file_names_look_like_labels")
                    .put("labels", labels.regex())
                    .put("pictures", labels.pictures())
                    .put("identities", labels.identities())
                    .set("examples", JsonOption.tree(labels.examples()));
        }
    }

    public static void printSplits(DataCheck check, PrintWriter print) {
        for (DeclaredSplits.Share share : check.splits()) {
            String also = share.split() == SplitName.TRAIN || !hasTrain(check)
                    ? ""
                    : ", " + share.alsoTrained() + " of them also in train: " + meaning(share);
            print.printf(
                    "split %s: %s of %s%s%n",
                    share.split().word(),
                    CountText.of(share.pictures(), "picture"),
                    CountText.of(share.identities(), "identity"),
                    also);
        }
    }

    private static boolean hasTrain(DataCheck check) {
        return check.splits().stream().anyMatch(share -> share.split() == SplitName.TRAIN);
    }

    private static String meaning(DeclaredSplits.Share share) {
        if (share.alsoTrained() == 0) {
            return "figures on it hold for new identities";
        }
        return share.alsoTrained() == share.identities()
                ? "figures on it hold for new pictures of known identities"
                : "figures on it mix known and new identities";
    }

    public static void printSizes(DataCheck check, PrintWriter print) {
        DataCheck.Range widths = check.widths();
        DataCheck.Range heights = check.heights();
        if (widths != null && heights != null) {
            print.printf(
                    "widths: %d to %d pixels, heights: %d to %d pixels%n",
                    widths.min(), widths.max(), heights.min(), heights.max());
        }
    }

    /** Prints the last line, and the notes before it. */
    public static void printEnd(DataCheck check, PrintWriter print) {
        if (!check.layout().strayGroups().isEmpty()) {
            print.println("folders with the names of splits contain the same identities, and are used as groups: "
                    + String.join(", ", check.layout().strayGroups())
                    + "; to use them as splits, move the other folders of pictures away; otherwise rename these");
        }
        if (!check.layout().splitIdentities().isEmpty()) {
            print.println("folders with the names of splits are used as identities: "
                    + check.layout().splitIdentities().stream().limit(SHOWN).collect(Collectors.joining(", "))
                    + (check.layout().splitIdentities().size() > SHOWN ? " and others" : "")
                    + "; to use them as splits, put a folder for each thing inside them, as in train/boat");
        }
        SuggestedLabels labels = check.layout().labels();
        if (labels != null) {
            print.printf(
                    "the names of %d files look like labels: %s, such as %s; to use them: --labels '%s'%n",
                    labels.pictures(),
                    CountText.of(labels.identities(), "identity"),
                    String.join(" and ", labels.examples()),
                    labels.regex());
        }
        if (!check.isSound()) {
            print.println("faults found: correct the list above, or results will be wrong");
        } else if (labels != null) {
            print.println("no faults found, but each picture counts as a different thing unless --labels is given");
        } else {
            print.println("no faults found");
        }
    }
}
