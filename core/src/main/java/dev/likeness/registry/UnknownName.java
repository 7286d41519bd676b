package dev.likeness.registry;

import dev.likeness.error.InputException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The error for a name that does not exist: it suggests the nearest name and lists those that are allowed. */
public final class UnknownName {
    private UnknownName() {}

    /**
     * The error.
     *
     * @param kind what the name stands for, such as "head"
     */
    public static InputException of(String kind, String name, Collection<String> allowed) {
        return new InputException(message(kind, name, allowed));
    }

    static String message(String kind, String name, Collection<String> allowed) {
        return "there is no " + kind + " '" + name + "'" + suggestion(name, allowed);
    }

    /** The end of such a message: {@code "; did you mean 'x'? Allowed: x, y"} or {@code "; choose one of x, y"}. */
    public static String suggestion(String name, Collection<String> allowed) {
        String list = String.join(", ", allowed.stream().sorted().toList());
        return nearest(name, allowed)
                .map(near -> "; did you mean '" + near + "'? Allowed: " + list)
                .orElse("; choose one of " + list);
    }

    /** The allowed name that a mistyped name most likely stands for; empty if none is near. */
    static Optional<String> nearest(String name, Collection<String> allowed) {
        return allowed.stream()
                .filter(candidate -> Math.abs(name.length() - candidate.length()) <= mostChanges(candidate))
                .filter(candidate -> distance(name, candidate) <= mostChanges(candidate))
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int mostChanges(String candidate) {
        return Math.max(1, candidate.length() / 3);
    }

    /**
     * The number of letters to insert, delete, replace, or swap with their neighbour to turn one name into the other,
     * ignoring case (optimal string alignment: Damerau 1964).
     */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int changed = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(changed, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
