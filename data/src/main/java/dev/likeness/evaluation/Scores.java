package dev.likeness.evaluation;

/** Checks of the scores that statistics are computed from. */
final class Scores {
    private Scores() {}

    static void requireFinite(String what, double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new IllegalArgumentException(what + " must be finite numbers: number " + i + " is " + scores[i]);
            }
        }
    }

    static void requireSome(String what, double[] scores) {
        if (scores.length == 0) {
            throw new IllegalArgumentException(what + " are empty: at least one is needed");
        }
        requireFinite(what, scores);
    }
}
