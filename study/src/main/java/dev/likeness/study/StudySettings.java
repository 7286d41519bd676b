package dev.likeness.study;

import dev.likeness.error.InputException;
import dev.likeness.registry.UnknownName;
import dev.likeness.study.outcome.Figures;
import dev.likeness.train.Length;
import java.nio.file.Path;
import java.util.List;

/**
 * A study.
 *
 * @param out its folder
 * @param contenders two or more
 * @param budget of each run: the same for all
 * @param threads for training and judging, at least 1
 * @param seed of the first run, the next runs have the next ones; also of what pictures, pairs and trials are drawn
 * @param judging how contenders are judged
 * @param verdict what they are ranked by, and held against
 * @param command that repeats it, for the report
 */
public record StudySettings(
        Path out,
        List<Contender> contenders,
        Length budget,
        int threads,
        long seed,
        Judging judging,
        Verdicts verdict,
        String command) {
    public StudySettings {
        contenders = List.copyOf(contenders);
        List<String> names = contenders.stream().map(Contender::name).toList();
        if (!names.contains(verdict.baseline)) {
            throw new InputException("the baseline '" + verdict.baseline + "' is no contender"
                    + UnknownName.suggestion(verdict.baseline, names));
        }
        if (threads < 1) {
            throw new InputException("--threads is " + threads + "; at least 1 is needed");
        }
    }

    /**
     * What contenders are judged on; no identity of it is trained on, or selected by.
     *
     * @param test globs of the pictures to judge by; empty to choose by share
     * @param share of the identities, where there are no globs, above 0 and below 1
     * @param pairs to draw, at least 2; declared pairs are taken as they are
     * @param ways of a one-shot trial, at least 2
     * @param runs of one-shot trials, at least 1
     * @param timing about how many seconds to take the times of each contender, above 0
     */
    public record Judging(List<String> test, double share, int pairs, int ways, int runs, double timing) {
        public Judging {
            test = List.copyOf(test);
            if (!(timing > 0 && timing <= 3600)) {
                throw new InputException("--timing is " + timing + " seconds; allowed: above 0, to 3600");
            }
            if (pairs < 2 || ways < 2 || runs < 1) {
                throw new InputException("judging takes at least 2 pairs, 2 ways and 1 run, not " + pairs + ", " + ways
                        + " and " + runs);
            }
        }
    }

    /**
     * What is made of the figures.
     *
     * @param figure to rank and to judge by, one of {@link Figures#NAMES}
     * @param baseline the name of a contender
     * @param resamples of the bootstrap, at least 100
     */
    public record Verdicts(String figure, String baseline, int resamples) {
        public Verdicts {
            if (!Figures.NAMES.contains(figure)) {
                throw new InputException(
                        "there is no figure '" + figure + "'" + UnknownName.suggestion(figure, Figures.NAMES));
            }
            if (resamples < 100) {
                throw new InputException("--resamples is " + resamples + "; at least 100 are needed, 2000 are usual");
            }
        }
    }

    /** The seed of a run, counted from 0. */
    long seedOf(int run) {
        return seed + run;
    }
}
