package dev.likeness.study.statistics;

/**
 * The answers of one run: a score for every pair, and whether each one-shot trial was answered correctly. A study's
 * folder keeps it as JSON.
 *
 * @param scores finite, in the order of the pairs
 * @param right for each trial in order {@code 1} if the answer was correct, else {@code 0}; empty without trials
 */
@SuppressWarnings("ArrayRecordComponent") // long, and never changed
public record RunScores(double[] scores, String right) {
    /** @param right whether each trial was answered correctly */
    public static RunScores of(double[] scores, boolean[] right) {
        StringBuilder answers = new StringBuilder(right.length);
        for (boolean one : right) {
            answers.append(one ? '1' : '0');
        }
        return new RunScores(scores, answers.toString());
    }

    boolean isRight(int trial) {
        return right.charAt(trial) == '1';
    }
}
