package dev.likeness.data;

import java.util.Locale;
import java.util.Optional;

/** A part of data that their owner divided: to train on, to select and calibrate by, or to judge by. */
public enum SplitName {
    TRAIN("train"),
    VALIDATION("validation"),
    TEST("test");

    private final String word;

    SplitName(String word) {
        this.word = word;
    }

    /** What it is called in results, and in the column {@code split}. */
    public String word() {
        return word;
    }

    /** The split that people call so, in any case; empty where it is no such word. */
    public static Optional<SplitName> of(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(TRAIN);
            case "val", "valid", "validation", "dev", "development" -> Optional.of(VALIDATION);
            case "test", "testing", "eval", "evaluation" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }
}
