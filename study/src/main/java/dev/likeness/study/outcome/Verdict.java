package dev.likeness.study.outcome;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be said of a difference. */
public enum Verdict {
    BETTER("better"),
    WORSE("worse"),
    NOT_TOLD_APART("not told apart at this budget"),
    /** Too few seeds to say anything of, or the figure is not the one that is judged by. */
    NONE("no verdict");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    @JsonValue
    public String words() {
        return words;
    }
}
