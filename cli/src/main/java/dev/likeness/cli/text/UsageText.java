package dev.likeness.cli.text;

import java.util.regex.Pattern;

/** Rewords the parser's errors for people who do not know Java or the parser. */
public final class UsageText {
    private static final Pattern UNEXPECTED = Pattern.compile("^Unmatched argument(s?) (?:at|from) index \\d+: ");

    private UsageText() {}

    /** The first line of a message of the parser, without its terms and the types of Java. */
    public static String plain(String message) {
        String line = message.lines().findFirst().orElse("bad usage");
        return UNEXPECTED
                .matcher(line)
                .replaceFirst("unexpected argument$1: ")
                .replaceFirst("^Error: ", "")
                .replaceFirst(
                        "are mutually exclusive \\(specify only one\\)", "exclude each other: give only one of them")
                .replaceFirst(" is not an? (?:int|long)$", " is not a whole number")
                .replaceFirst(" is not a (?:double|float)$", " is not a number");
    }
}
