package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSet;
import dev.likeness.data.DeclaredSplits;
import dev.likeness.data.Photos;
import java.io.PrintWriter;

/** Describes the pictures that an evaluation uses, if it does not use all pictures of the data. */
final class EvaluatedDataText {
    private static final String SPLIT = "judged_by";
    private static final String VIEWS = "views";
    private static final String FEWER = "pairs_asked";

    private EvaluatedDataText() {}

    /** Adds the split that is evaluated, and that views of photographs are generated. */
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

    /** Adds the reason why fewer pairs were drawn than requested. */
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

    /** Prints a part of a result if this class added it; returns whether it did. */
    static boolean prints(String name, JsonNode node, PrintWriter print) {
        switch (name) {
            case SPLIT -> print.printf("%-15s%s%n", "judged by", split(node));
            case VIEWS ->
                print.printf(
                        "%-15s%s%n",
                        "views",
                        "photographs without labels: each of the " + node.get("photographs") + " matches its"
                                + " " + node.get("generated_per_photograph") + " altered views, which are generated"
                                + " for this evaluation");
            case FEWER ->
                print.printf(
                        "%-15s%s%n",
                        "",
                        node.get("asked") + " were requested: "
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
                ? "none of them in the split train: the figures hold for new identities"
                : trained == identities
                        ? "all of them also in the split train: the figures hold for new pictures of known identities"
                        : trained + " of them also in the split train: the figures mix known and new identities";
        return "the split " + node.get("split").asText() + ", "
                + node.get("pictures").asInt() + " pictures of " + identities + " identities, " + tells;
    }
}
