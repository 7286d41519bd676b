package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSet;
import dev.likeness.data.DeclaredSplits;
import dev.likeness.data.Photos;
import java.io.PrintWriter;

/** What the figures of an evaluation are measured on, where that is not simply all pictures of the data. */
final class JudgedText {
    private static final String SPLIT = "judged_by";
    private static final String VIEWS = "views";
    private static final String FEWER = "pairs_asked";

    private JudgedText() {}

    /** Says which split is judged by, and that views of photographs are generated. */
    static void describe(DataSet data, ObjectNode result) {
        DeclaredSplits splits = DeclaredSplits.of(data);
        splits.judgedBy().ifPresent(split -> {
            DeclaredSplits.Share share = splits.share(split);
            result.putObject(SPLIT)
                    .put("split", split.word())
                    .put("pictures", share.pictures())
                    .put("identities", share.identities())
                    .put("also_in_train", share.alsoTrained());
        });
        if (data instanceof Photos photos) {
            result.putObject(VIEWS)
                    .put("photographs", photos.photographs().size())
                    .put("generated_per_photograph", Photos.VIEWS - 1);
        }
    }

    /** Says why fewer pairs were drawn than asked for. */
    static void fewerPairs(int asked, int drawn, long matching, ObjectNode result) {
        result.putObject(FEWER)
                .put("asked", asked)
                .put("drawn", drawn)
                .put("distinct_matching_pairs", matching)
                .put(
                        "why",
                        "no pair is drawn twice, half of the pairs match, and the data have " + matching
                                + " distinct pairs that match");
    }

    /** Prints a part of a result if it is one of these; tells whether it was. */
    static boolean prints(String name, JsonNode node, PrintWriter print) {
        switch (name) {
            case SPLIT -> print.printf("%-15s%s%n", "judged by", split(node));
            case VIEWS ->
                print.printf(
                        "%-15s%s%n",
                        "views",
                        "these are photographs without labels: what matches are " + node.get("generated_per_photograph")
                                + " altered views of each of the " + node.get("photographs")
                                + ", generated for this evaluation, and the photograph");
            case FEWER ->
                print.printf(
                        "%-15s%s%n",
                        "",
                        node.get("asked") + " were asked for: "
                                + node.get("why").asText());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String split(JsonNode node) {
        int identities = node.get("identities").asInt();
        int trained = node.get("also_in_train").asInt();
        String tells = trained == 0
                ? "none of them in the split train: the figures tell of new identities"
                : trained == identities
                        ? "all of them also in the split train: the figures tell of new pictures of known identities"
                        : trained + " of them also in the split train: the figures mix known and new identities";
        return "the split " + node.get("split").asText() + ", "
                + node.get("pictures").asInt() + " pictures of " + identities + " identities, " + tells;
    }
}
