package dev.likeness.cli.gallery;

import dev.likeness.error.ControlCharacters;
import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a table on this machine.
 *
 * @param from what the paths of the table begin with; null for paths of files on this machine
 * @param to the folder that replaces it
 */
record TablePaths(@Nullable String from, @Nullable Path to) {
    private static final String LOCAL = "file:";

    TablePaths {
        if ((from == null) != (to == null)) {
            throw new InputException(
                    "--from and --to belong together: the beginning of the paths in the table, and the folder"
                            + " of the same pictures on this machine");
        }
    }

    /** The path on this machine, as a gallery writes it. */
    String local(String path) {
        if (from != null && to != null) {
            if (!path.startsWith(from) || !isFolderOf(from, path)) {
                throw new InputException(
                        ControlCharacters.shown(path) + ": this path of the table does not begin with --from, "
                                + ControlCharacters.shown(from) + "; correct --from");
            }
            String inside = path.substring(from.length()).replaceFirst("^/+", "");
            return UserPath.text(to.toAbsolutePath().normalize()) + "/" + inside;
        }
        if (path.startsWith(LOCAL)) {
            return path.substring(LOCAL.length()).replaceFirst("^/+", "/");
        }
        if (path.startsWith("/")) {
            return path;
        }
        throw new InputException(ControlCharacters.shown(path)
                + ": this path of the table is not one of this machine; add --from with what such paths begin with, and --to"
                + " with the folder of the same pictures here");
    }

    /**
     * Whether a beginning with a slash is a folder of the path: {@code s3://store/pic} is not one of
     * {@code s3://store/pictures/a.png}. Other names of a table may begin with any text.
     */
    private static boolean isFolderOf(String beginning, String path) {
        int length = beginning.length();
        return !beginning.contains("/")
                || beginning.endsWith("/")
                || length == path.length()
                || path.charAt(length) == '/';
    }

    /** The time of change of the file here if it is the one of the table, whose times have fewer digits. */
    static Instant modified(String path, long bytes, long micros) {
        Instant recorded = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        try {
            BasicFileAttributes file =
                    Files.readAttributes(UserPath.ofText(Path.of(""), path), BasicFileAttributes.class);
            Instant here = file.lastModifiedTime().toInstant();
            boolean same = file.size() == bytes
                    && here.truncatedTo(ChronoUnit.MILLIS).equals(recorded.truncatedTo(ChronoUnit.MILLIS));
            return same ? here : recorded;
        } catch (IOException e) {
            return recorded; // the file need not be here
        }
    }
}
