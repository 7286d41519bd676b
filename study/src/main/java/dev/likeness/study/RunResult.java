package dev.likeness.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.statistics.RunScores;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run, kept in its folder as {@code result.json}, so that the run is not repeated.
 *
 * @param key what the run depends on, in addition to the study's plan
 * @param seed null for a fixed measure
 * @param steps 0 for a fixed measure
 * @param minutes that training took
 * @param parts by the name of the reading, the score itself under {@code ""}; empty if training diverged
 * @param cost null for a fixed measure
 * @param failure why there are no scores; null if there are
 */
record RunResult(
        JsonNode key,
        @Nullable Long seed,
        long steps,
        double minutes,
        Map<String, RunScores> parts,
        @Nullable CostFacts cost,
        @Nullable String failure) {

    /** Whether it has scores for this number of pairs and answers to this number of trials. */
    boolean fits(int pairs, int trials) {
        return parts.values().stream()
                .allMatch(part -> part.scores().length == pairs && part.right().length() == trials);
    }
}
