package dev.likeness.study.outcome;

/** What the significance test says about a contender's difference from the baseline. */
public enum Significance {
    BETTER("better", "better"),
    WORSE("worse", "worse"),
    NOT_SIGNIFICANT("not told apart", "not told apart at this budget"),
    /** There are too few seeds for a test, or the figure is not the one that the study ranks by. */
    NOT_TESTED("no verdict", "no verdict");

    private final String words;
    private final String verdict;

    Significance(String words, String verdict) {
        this.words = words;
        this.verdict = verdict;
    }

    /** For tables: {@code not told apart}. */
    public String words() {
        return words;
    }

    /** The value of {@code verdict} in {@code study.json} and {@code study.csv}. */
    public String verdict() {
        return verdict;
    }
}
