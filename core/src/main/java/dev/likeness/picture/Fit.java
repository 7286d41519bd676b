package dev.likeness.picture;

import java.util.Arrays;
import java.util.List;

/** How a picture is fitted to a shape with another aspect ratio. */
public enum Fit {
    /** Each axis is scaled separately: the picture fills the shape, and its aspect ratio changes. */
    STRETCH("stretch"),
    /** Both axes are scaled equally and the picture is centred; the rest is mid-grey. */
    LETTERBOX("letterbox"),
    /** {@link Margins} of one colour are cut off, and what is left is stretched. */
    TRIM("trim");

    private final String word;

    Fit(String word) {
        this.word = word;
    }

    /** The word for it in recipes and model cards. */
    public String word() {
        return word;
    }

    /** The words for all of them, in alphabetical order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Fit::word).sorted().toList();
    }

    /** @throws IllegalArgumentException if there is no such word */
    public static Fit named(String word) {
        for (Fit fit : values()) {
            if (fit.word.equals(word)) {
                return fit;
            }
        }
        throw new IllegalArgumentException("there is no fit '" + word + "'; there are: " + String.join(", ", words()));
    }
}
