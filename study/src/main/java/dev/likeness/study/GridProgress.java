package dev.likeness.study;

import dev.likeness.progress.Progress;
import dev.likeness.train.Length;
import java.util.OptionalDouble;

/**
 * Progress over all runs, so that the remaining time is that of the study. One run has {@value #EACH} parts: training
 * {@value #TRAINING}, scoring the rest. Runs that were finished before are not counted.
 */
final class GridProgress {
    private static final int EACH = 1000;
    private static final int TRAINING = 900;

    private final Progress whole;
    private final Length budget;
    private final int runs;
    private int finished;
    private long highest;

    GridProgress(Progress whole, Length budget, int runs) {
        this.whole = whole;
        this.budget = budget;
        this.runs = runs;
    }

    /** The listener for the training of one run. */
    Progress training(String run) {
        long began = System.nanoTime();
        return (done, total, note) -> at((long) (TRAINING * share(done, total, began)), run, note);
    }

    /** Of the budget; loading reports other totals than the steps, and counts only towards a time limit. */
    private double share(long done, long total, long began) {
        OptionalDouble limit = budget.timeLimit();
        if (limit.isPresent()) {
            return Math.min(1, (System.nanoTime() - began) / 6e10 / limit.getAsDouble());
        }
        return total == budget.knownSteps().orElse(-1) ? (double) done / total : 0;
    }

    /**
     * The listener for the scoring of one run, which reads its pictures twice.
     *
     * @param pass 0 for the pairs, 1 for the trials
     */
    Progress judging(String run, int pass) {
        int half = (EACH - TRAINING) / 2;
        return (done, total, note) -> at(TRAINING + half * pass + half * done / Math.max(1, total), run, note);
    }

    /** Ends a run. */
    void finish(String run) {
        at(EACH, run, "finished");
        finished++;
    }

    private void at(long part, String run, String note) {
        highest =
                Math.max(highest, (long) finished * EACH + part); // each phase starts at 0, but the bar never goes back
        whole.at(highest, (long) runs * EACH, "run %d of %d, %s: %s".formatted(finished + 1, runs, run, note));
    }
}
