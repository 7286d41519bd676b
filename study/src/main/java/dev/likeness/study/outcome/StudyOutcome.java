package dev.likeness.study.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of a study.
 *
 * @param software the version that ran it
 * @param data the data it used
 * @param budget the training budget of each run
 * @param figure the contenders are ranked and tested by
 * @param baseline the name of the contender that the others are compared with
 * @param contenders best first
 * @param differences of each other contender from the baseline, in every figure that both have
 * @param comparisons the number of significance tests, for which the p-values are corrected
 * @param failures runs whose training diverged; their contenders are not ranked
 * @param environment the machine and the software
 * @param command repeats the study
 */
public record StudyOutcome(
        String software,
        DataFacts data,
        Budget budget,
        Figure figure,
        String baseline,
        List<ContenderOutcome> contenders,
        List<Difference> differences,
        int comparisons,
        List<Failure> failures,
        Environment environment,
        String command) {
    public StudyOutcome {
        contenders = List.copyOf(contenders);
        differences = List.copyOf(differences);
        failures = List.copyOf(failures);
    }

    /**
     * The data and their split.
     *
     * @param hash of all of them
     * @param judgedBy how the test pictures were chosen: a share of the identities and a seed, a split, or globs
     * @param trials one-shot trials; 0 if none can be drawn
     * @param ways of each trial; 0 if there are none
     */
    public record DataFacts(
            String name,
            String format,
            String hash,
            int trainingIdentities,
            int trainingPictures,
            int testIdentities,
            int testPictures,
            String judgedBy,
            int pairs,
            int trials,
            int ways) {}

    /**
     * The training budget of each run.
     *
     * @param steps null unless it is a number of steps
     * @param minutes null unless it is a time
     */
    public record Budget(@Nullable Long steps, @Nullable Double minutes, int threads) {}

    /**
     * The machine and the software.
     *
     * @param processor its name, if the system provides one
     * @param date of the last run of the study, ISO 8601
     */
    public record Environment(
            String processor, int processors, String system, String java, String engine, String date) {}

    /** A run whose training diverged. */
    public record Failure(String contender, long seed, String reason) {}

    /** The contender with a name. */
    public ContenderOutcome contender(String name) {
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The difference of a contender from the baseline in a figure; null for the baseline itself. */
    public @Nullable Difference difference(String contender, Figure asked) {
        return differences.stream()
                .filter(difference -> difference.contender().equals(contender) && difference.figure() == asked)
                .findFirst()
                .orElse(null);
    }

    /** The significance of a contender's difference from the baseline; {@code NOT_TESTED} for the baseline itself. */
    public Significance significance(ContenderOutcome contender) {
        Difference difference = difference(contender.name(), figure);
        return difference == null ? Significance.NOT_TESTED : difference.significance();
    }
}
