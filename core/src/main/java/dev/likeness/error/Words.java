package dev.likeness.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Names that users choose from a list, and the error for an unknown name. */
public final class Words {
    private Words() {}

    /**
     * The value of a name.
     *
     * @param kind the kind of thing, such as "head"
     * @throws InputException if the name is unknown; the message lists the names and suggests the nearest
     */
    public static <T> T choose(String kind, String word, Map<String, T> all) {
        T chosen = all.get(word);
        if (chosen == null) {
            throw new InputException("there is no " + kind + " '" + word + "'" + instead(word, all.keySet()));
        }
        return chosen;
    }

    /** The end of the message about an unknown name: {@code "; did you mean 'x'? Choose one of x, y"}. */
    public static String instead(String word, Collection<String> allowed) {
        String list = String.join(", ", allowed.stream().sorted().toList());
        return nearest(word, allowed)
                .map(near -> "; did you mean '" + near + "'? Allowed: " + list)
                .orElse("; choose one of " + list);
    }

    /** The most similar allowed name; empty if none is similar. */
    static Optional<String> nearest(String word, Collection<String> allowed) {
        return allowed.stream()
                .filter(candidate -> Math.abs(word.length() - candidate.length()) <= mostChanges(candidate))
                .filter(candidate -> distance(word, candidate) <= mostChanges(candidate))
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int mostChanges(String candidate) {
        return Math.max(1, candidate.length() / 3);
    }

    /**
     * The edit distance of two names, ignoring case: insertions, deletions, changes, and swaps of adjacent letters
     * (optimal string alignment, Damerau 1964).
     */
    static int distance(String one, String other) {
        String a = one.toLowerCase(java.util.Locale.ROOT);
        String b = other.toLowerCase(java.util.Locale.ROOT);
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
