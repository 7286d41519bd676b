package dev.likeness.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a command writes beside the output that an option names. */
public enum Companion {
    /** Nothing. */
    NONE("") {
        @Override
        public Optional<Path> of(Path output) {
            return Optional.empty();
        }
    },

    /** The table of paths: FILE.csv beside FILE.npy. */
    PATHS("the file of paths beside ") {
        @Override
        public Optional<Path> of(Path output) {
            String name = fileName(output);
            return name.toLowerCase(Locale.ROOT).endsWith(ARRAY)
                    ? Optional.of(output.resolveSibling(name.substring(0, name.length() - ARRAY.length()) + ".csv"))
                    : Optional.empty();
        }
    },

    /** The pages after the first: the folder FILE-pages beside FILE.html. */
    PAGES("the folder of pages beside ") {
        @Override
        public Optional<Path> of(Path output) {
            String name = fileName(output);
            int dot = name.lastIndexOf('.');
            return Optional.of(output.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-pages"));
        }
    };

    /** The end of the name of a file of embeddings. */
    public static final String ARRAY = ".npy";

    private final String what;

    Companion(String what) {
        this.what = what;
    }

    /** Its name in errors. */
    String what(String option) {
        return what + option;
    }

    /** The file or folder beside an output; empty if there is none. */
    public abstract Optional<Path> of(Path output);

    private static String fileName(Path output) {
        return String.valueOf(output.getFileName());
    }
}
