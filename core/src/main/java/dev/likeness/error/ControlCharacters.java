package dev.likeness.error;

import java.util.Locale;

/** Makes untrusted text, such as file names, safe for one line of a terminal or a log. */
public final class ControlCharacters {
    private ControlCharacters() {}

    /**
     * The text, with a code such as {@code \u001b} for each character that ends a line, moves the cursor or changes the
     * text direction.
     */
    public static String shown(String text) {
        if (text.codePoints().noneMatch(ControlCharacters::controls)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (controls(letter)) {
                plain.append(String.format(Locale.ROOT, "\\u%04x", letter));
            } else {
                plain.appendCodePoint(letter);
            }
        });
        return plain.toString();
    }

    /** Whether a character ends a line, moves the cursor, or changes the direction of the text after it. */
    private static boolean controls(int letter) {
        boolean turns = letter == 0x061c
                || letter == 0x200e
                || letter == 0x200f
                || (letter >= 0x202a && letter <= 0x202e)
                || (letter >= 0x2066 && letter <= 0x2069);
        return turns
                || switch (Character.getType(letter)) {
                    case Character.CONTROL,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }
}
