package dev.likeness.study;

import dev.likeness.progress.Progress;
import dev.likeness.train.Length;

/**
 * Progress over the whole grid, so that the time left is that of the study. One run is {@value #EACH} parts, of which
 * training has {@value #TRAINING} and judging the rest. Runs that were finished before are not counted.
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

    /** Listens to the training of one run. */
    Progress training(String run) {
        long began = System.nanoTime();
        return (done, total, note) -> {
            double share = 0;
            if (budget instanceof Length.Steps steps && total == steps.steps()) {
                share = (double) done / total;
            } else if (budget instanceof Length.Minutes minutes) {
                share = Math.min(1, (System.nanoTime() - began) / 6e10 / minutes.minutes());
            }
            at((long) (TRAINING * share), run, note);
        };
    }

    /**
     * Listens to the judging of one run, which reads its pictures twice.
     *
     * @param pass 0 for the pairs, 1 for the trials
     */
    Progress judging(String run, int pass) {
        int half = (EACH - TRAINING) / 2;
        return (done, total, note) -> at(TRAINING + half * pass + half * done / Math.max(1, total), run, note);
    }

    /** A run is over. */
    void finish(String run) {
        at(EACH, run, "finished");
        finished++;
    }

    private void at(long part, String run, String note) {
        highest = Math.max(highest, (long) finished * EACH + part); // phases begin anew, the bar does not
        whole.at(highest, (long) runs * EACH, "run %d of %d, %s: %s".formatted(finished + 1, runs, run, note));
    }
}
