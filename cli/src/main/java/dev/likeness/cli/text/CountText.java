package dev.likeness.cli.text;

import java.util.Locale;

/** A number of things: the noun is in the singular for one of them. */
public final class CountText {
    private CountText() {}

    /** Such as {@code 1 identity} and {@code 12000 identities}. */
    public static String of(long number, String noun) {
        return number + " " + form(number, noun);
    }

    /** Such as {@code 12,000 identities}. */
    public static String grouped(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, form(number, noun));
    }

    private static String form(long number, String noun) {
        if (number == 1) {
            return noun;
        }
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
