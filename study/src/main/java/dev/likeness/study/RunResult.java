package dev.likeness.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.statistics.Series;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run has come to: kept in its folder, so that it is never run again.
 *
 * @param key what the run depends on, beside what the whole study does
 * @param seed null for a fixed measure
 * @param steps 0 for a fixed measure
 * @param minutes that training took
 * @param parts by the name of the reading, the score itself under {@code ""}; empty where training came apart
 * @param cost null for a fixed measure
 * @param failure why there are no scores; null where there are
 */
record RunResult(
        JsonNode key,
        @Nullable Long seed,
        long steps,
        double minutes,
        Map<String, Part> parts,
        @Nullable CostFacts cost,
        @Nullable String failure) {

    /**
     * Scores of all pairs and answers to all trials.
     *
     * @param right a 1 for each trial that was answered rightly, else a 0
     */
    @SuppressWarnings("ArrayRecordComponent") // long, and read once
    record Part(double[] scores, String right) {
        static Part of(double[] scores, boolean[] right) {
            StringBuilder answers = new StringBuilder(right.length);
            for (boolean one : right) {
                answers.append(one ? '1' : '0');
            }
            return new Part(scores, answers.toString());
        }

        Series series() {
            boolean[] answers = new boolean[right.length()];
            for (int t = 0; t < answers.length; t++) {
                answers[t] = right.charAt(t) == '1';
            }
            return new Series(scores, answers);
        }
    }

    /** Whether it speaks of so many pairs and trials. */
    boolean fits(int pairs, int trials) {
        return parts.values().stream().allMatch(part -> part.scores.length == pairs && part.right.length() == trials);
    }
}
