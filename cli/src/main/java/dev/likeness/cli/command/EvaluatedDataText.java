package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.text.CountText;
import dev.likeness.data.DataSet;
import dev.likeness.data.DeclaredSplits;
import dev.likeness.data.PairSample.Shortfall;
import java.io.PrintWriter;

/** The pictures and pairs that an evaluation uses, if they are not simply all pictures of the data. */
final class EvaluatedDataText {
    private static final String SPLIT = "judged_by";
    private static final String VIEWS = "views";
    private static final String FEWER = "pairs_asked";

    private EvaluatedDataText() {}

    /** Adds the split that is evaluated and the generated views of photographs to a result. */
    static void describe(DataSet data, ObjectNode result) {
        DeclaredSplits splits = data.declaredSplits();
        splits.evaluationSplit().ifPresent(split -> {
            DeclaredSplits.Share share = splits.share(split);
            result.putObject(SPLIT)
                    .put("split", split.word())
                    .put("pictures", share.pictures())
                    .put("identities", share.identities())
                    .put("also_in_train", share.alsoTrained());
        });
        if (data.generatedViews() > 0) {
            result.putObject(VIEWS)
                    .put("photographs", data.storedPictures().size())
                    .put("generated_per_photograph", data.generatedViews());
        }
    }

    /** Adds the reason why fewer pairs were drawn than requested to a result. */
    static void fewerPairs(Shortfall shortfall, ObjectNode result) {
        result.putObject(FEWER)
                .put("asked", shortfall.asked())
                .put("drawn", shortfall.drawn())
                .put("distinct_matching_pairs", shortfall.distinctMatches())
                .put(
                        "why",
                        "no pair is drawn twice, half of the pairs match, and the data have "
                                + shortfall.distinctMatches()
                                + " distinct pairs that match");
    }

    /** Prints a field of a result if it is one of these; returns whether it was. */
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
                + CountText.of(node.get("pictures").asInt(), "picture") + " of "
                + CountText.of(identities, "identity") + ", " + tells;
    }
}
