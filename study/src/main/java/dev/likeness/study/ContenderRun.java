package dev.likeness.study;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.PictureCodes;
import dev.likeness.measure.Measure;
import dev.likeness.study.statistics.RunScores;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One run: a contender with one seed, trained if it learns, then scored on the test pairs and trials.
 *
 * @param seed of the training; a fixed measure ignores it
 */
record ContenderRun(Contender contender, long seed) {
    String name() {
        return contender.runName(seed);
    }

    /**
     * Its result, if it is finished.
     *
     * @throws InputException if the stored result belongs to another recipe or to other pairs
     */
    Optional<RunResult> finished(StudyContext context) {
        StudyFolder folder = context.folder();
        Optional<RunResult> result = folder.result(contender, seed);
        result.ifPresent(found -> {
            if (!found.key().toString().equals(contender.key(seed).toString())) {
                throw new InputException(
                        folder.file("") + ": the run " + name() + " in it used another recipe",
                        new Remedy(Remedy.Action.CONTINUE_STUDY_UNCHANGED));
            }
            StudyData data = context.data();
            if (!found.fits(data.pairs().size(), data.trials().size())) {
                throw new InputException(folder.file("") + ": the result of " + name() + " has scores for other pairs;"
                        + " delete its result.json to score it again");
            }
        });
        return result;
    }

    /**
     * Trains and scores; training that is finished, completely or in part, is not repeated.
     *
     * @return false if it was stopped; the same call continues it
     */
    boolean run(StudyContext context, GridProgress progress, BooleanSupplier stop) throws InterruptedException {
        Optional<RunResult> result = contender.run(this, context, progress, stop);
        result.ifPresent(found -> context.folder().write(contender, seed, found));
        return result.isPresent();
    }

    /** The scores and answers of a measure, by the name of the reading. */
    Map<String, RunScores> judge(Measure measure, StudyData data, GridProgress progress) {
        PictureCodes codes = PictureCodes.ofPairs(measure, data.pairs(), progress.judging(name(), 0));
        Map<String, double[]> scores = codes.compareAll(measure, data.pairs());
        PictureCodes ofTrials = PictureCodes.ofTrials(measure, data.trials(), progress.judging(name(), 1));
        Map<String, RunScores> parts = new LinkedHashMap<>();
        OneShot.answerAll(ofTrials, measure, data.trials()).forEach((part, right) -> {
            double[] found = scores.getOrDefault(part, new double[0]);
            for (double score : found) {
                if (!Double.isFinite(score)) {
                    throw new IllegalStateException(measure.name() + " returned a score that is not finite: " + score);
                }
            }
            parts.put(part, RunScores.of(found, right));
        });
        return parts;
    }
}
