package dev.likeness.data;

import java.util.List;

/**
 * Files and folders of a data set that are not read.
 *
 * @param hidden hidden files and folders, those that operating systems and devices create, and devices, pipes and sockets; only
 *     the folder itself is named, not its contents
 * @param loops links to a folder that contains them: its contents are listed already
 * @param unlisted folders whose files cannot be listed
 */
public record IgnoredFiles(List<String> hidden, List<String> loops, List<Unlisted> unlisted) {
    /** No files were ignored. */
    public static final IgnoredFiles NONE = new IgnoredFiles(List.of(), List.of(), List.of());

    public IgnoredFiles {
        hidden = List.copyOf(hidden);
        loops = List.copyOf(loops);
        unlisted = List.copyOf(unlisted);
    }

    /** A folder whose files cannot be listed, and one line that says why. */
    public record Unlisted(String folder, String reason) {}
}
