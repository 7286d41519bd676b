package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Verdict;
import dev.likeness.cli.option.JsonOption;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one pair.
 *
 * @param measure the model or measure that answers
 * @param score higher is more alike
 * @param verdict null if the measure has no threshold
 */
record PairAnswer(
        PairComparer.Name measure, double score, @Nullable Verdict verdict) {
    /** The answer as JSON; the fields of the verdict are null if there is none. */
    ObjectNode json(String a, String b) {
        ObjectNode node = JsonOption.object()
                .put("a", a)
                .put("b", b)
                .put(measure.kind(), measure.name())
                .put("score", score);
        if (verdict == null) {
            for (String field : new String[] {"probability", "match", "threshold", "false_match_rate"}) {
                node.putNull(field);
            }
            return node.put("certified", false).putNull("prior").putNull("in_domain");
        }
        return node.put("probability", verdict.probability())
                .put("match", verdict.match())
                .put("threshold", verdict.threshold())
                .put("false_match_rate", verdict.falseMatchRate())
                .put("certified", verdict.certified())
                .put("prior", verdict.prior())
                .put("in_domain", verdict.inDomain());
    }
}
