package dev.likeness.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Words that users choose from a list, and what is said to those who mistype one. */
public final class Words {
    private Words() {}

    /**
     * What stands behind a word.
     *
     * @param kind what the words name, such as "head"
     * @throws InputException if it is none of them: it lists them, and names the nearest
     */
    public static <T> T choose(String kind, String word, Map<String, T> all) {
        T chosen = all.get(word);
        if (chosen == null) {
            throw new InputException("there is no " + kind + " '" + word + "'" + instead(word, all.keySet()));
        }
        return chosen;
    }

    /** What to say after a word that is none of those allowed: {@code "; did you mean 'x'? Choose one of x, y"}. */
    public static String instead(String word, Collection<String> allowed) {
        String list = String.join(", ", allowed.stream().sorted().toList());
        return nearest(word, allowed)
                .map(near -> "; did you mean '" + near + "'? Allowed: " + list)
                .orElse("; choose one of " + list);
    }

    /** The allowed word that a mistyped one was most likely meant to be; empty where none is near. */
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
     * The letters to put in, leave out, change, or swap with their neighbour, to make one word of the other, whatever
     * their case (optimal string alignment: Damerau 1964).
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
