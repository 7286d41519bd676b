package dev.likeness.study;

import dev.likeness.error.InputException;
import dev.likeness.registry.UnknownName;
import dev.likeness.study.outcome.Figure;
import dev.likeness.train.Length;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of a study.
 *
 * @param out its folder
 * @param contenders two or more
 * @param budget of each run, the same for all
 * @param threads for training and scoring, at least 1
 * @param seed of the first run, incremented for each further run; also of the split and of the drawn pairs and trials
 * @param judging the test data
 * @param comparison the ranking and the significance tests
 * @param command repeats the study; shown in the report
 */
public record StudySettings(
        Path out,
        List<Contender> contenders,
        Length budget,
        int threads,
        long seed,
        Judging judging,
        Comparison comparison,
        String command) {
    public StudySettings {
        contenders = List.copyOf(contenders);
        List<String> names = contenders.stream().map(Contender::name).toList();
        if (!names.contains(comparison.baseline)) {
            throw new InputException("the baseline '" + comparison.baseline + "' is not one of the contenders"
                    + UnknownName.suggestion(comparison.baseline, names));
        }
        if (threads < 1) {
            throw new InputException("the number of threads is " + threads + "; at least 1 is needed");
        }
    }

    /**
     * The test data. No identity in them is used for training or model selection.
     *
     * @param test globs that choose the test pictures; empty to choose them by share
     * @param share of the identities to test on if there are no globs, above 0 and below 1
     * @param pairs to draw, at least 2; declared pairs are used as they are
     * @param ways of a one-shot trial, at least 2
     * @param runs of one-shot trials, at least 1
     * @param timing the approximate time in seconds to spend on timing each contender, above 0
     */
    public record Judging(List<String> test, double share, int pairs, int ways, int runs, double timing) {
        public Judging {
            test = List.copyOf(test);
            if (!(timing > 0 && timing <= 3600)) {
                throw new InputException("the time for timing a contender is " + timing
                        + " seconds; allowed: more than 0, at most 3600");
            }
            if (pairs < 2 || ways < 2 || runs < 1) {
                throw new InputException("a study needs at least 2 pairs, 2 ways and 1 run; given: " + pairs + ", "
                        + ways + " and " + runs);
            }
        }
    }

    /**
     * The ranking and the significance tests.
     *
     * @param figure to rank and to test by
     * @param baseline the name of a contender
     * @param resamples of the bootstrap, at least 100
     */
    public record Comparison(Figure figure, String baseline, int resamples) {
        public Comparison {
            if (resamples < 100) {
                throw new InputException(
                        "the number of resamples is " + resamples + "; at least 100 are needed, 2000 are recommended");
            }
        }
    }

    /** The seed of a run; runs are counted from 0. */
    long seedOf(int run) {
        return seed + run;
    }
}
