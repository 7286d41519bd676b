package dev.likeness.gallery;

import java.util.List;

/**
 * What {@link Gallery#add} did.
 *
 * @param added pictures that were decoded and encoded
 * @param known files with the contents of a picture that the gallery knew: copied, moved or touched; their codes were kept
 * @param unchanged files that were passed over because path, size and time of change are known
 * @param moved pictures whose old path was dropped, as the file is gone and its contents are at another path
 * @param failures files that are not pictures or cannot be read, and folders that cannot be listed
 * @param companions files that belong to a picture of the same name beside them: the film of a live photograph, the raw file
 *     of a camera, the record of changes of a program
 * @param ignored hidden files and those of operating systems and devices, and links to a parent folder; of a
 *     folder only itself
 */
public record AddReport(
        long added,
        long known,
        long unchanged,
        long moved,
        List<Failure> failures,
        List<String> companions,
        List<String> ignored) {
    public AddReport {
        failures = List.copyOf(failures);
        companions = List.copyOf(companions);
        ignored = List.copyOf(ignored);
    }

    /**
     * A file that was not added.
     *
     * @param path as text
     * @param reason one line
     */
    public record Failure(String path, String reason) {}
}
