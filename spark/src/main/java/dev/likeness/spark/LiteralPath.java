package dev.likeness.spark;

/** Paths that Spark's readers take for globs, which its writers do not. */
final class LiteralPath {
    private static final String SPECIAL = "{}[]*?\\";

    private LiteralPath() {}

    /** A pattern that fits this path only. */
    static String of(String path) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (SPECIAL.indexOf(path.charAt(i)) >= 0) {
                pattern.append('\\');
            }
            pattern.append(path.charAt(i));
        }
        return pattern.toString();
    }
}
