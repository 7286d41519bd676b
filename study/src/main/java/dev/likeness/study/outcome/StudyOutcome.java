package dev.likeness.study.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a study has found out.
 *
 * @param software the version that ran it
 * @param data what it was run on
 * @param budget what each run was given
 * @param figure what is ranked and judged by: {@link Figures#AUC} or another of {@link Figures#NAMES}
 * @param baseline the name of the contender that the others are held against
 * @param contenders best first
 * @param differences of each other contender from the baseline, in every figure that both have
 * @param comparisons how many verdicts were given: what their p-values are corrected for
 * @param failures runs whose training came apart; their contenders are not ranked
 * @param environment what it ran on
 * @param command that repeats it
 */
public record StudyOutcome(
        String software,
        DataFacts data,
        Budget budget,
        String figure,
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
     * The data, and how they were split.
     *
     * @param hash of all of it
     * @param judgedBy how the pictures to judge by were chosen: a share of the identities and a seed, or the globs
     * @param trials one-shot trials; 0 where none can be drawn
     * @param ways of each trial; 0 where there are none
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
     * What each run was given.
     *
     * @param steps null where it was minutes
     * @param minutes null where it was steps
     */
    public record Budget(@Nullable Long steps, @Nullable Double minutes, int threads) {}

    /**
     * Where it ran.
     *
     * @param processor its name, as far as the system tells
     * @param date of the last measurement, ISO 8601
     */
    public record Environment(
            String processor, int processors, String system, String java, String engine, String date) {}

    /** A run whose training came apart. */
    public record Failure(String contender, long seed, String reason) {}

    /** The contender of a name. */
    public ContenderOutcome contender(String name) {
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The difference of a contender from the baseline in a figure; null for the baseline itself. */
    public @Nullable Difference difference(String contender, String asked) {
        return differences.stream()
                .filter(difference -> difference.contender().equals(contender)
                        && difference.figure().equals(asked))
                .findFirst()
                .orElse(null);
    }
}
