package dev.likeness.data;

import java.util.Locale;
import java.util.Optional;

/** A split that the owner of data declares: for training, for selection and calibration, or for testing. */
public enum SplitName {
    TRAIN("train"),
    VALIDATION("validation"),
    TEST("test");

    private final String word;

    SplitName(String word) {
        this.word = word;
    }

    /** Its name in results and in the column {@code split}. */
    public String word() {
        return word;
    }

    /** The split with this name or a synonym, case-insensitive; empty for other words. */
    public static Optional<SplitName> of(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(TRAIN);
            case "val", "valid", "validation", "dev", "development" -> Optional.of(VALIDATION);
            case "test", "testing", "eval", "evaluation" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }
}
