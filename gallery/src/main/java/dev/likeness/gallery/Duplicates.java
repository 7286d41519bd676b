package dev.likeness.gallery;

import java.util.List;

/**
 * The duplicates of a gallery.
 *
 * @param groups no picture is in two groups of copies; by kind, then by the path of the best copy
 * @param pictures that were compared
 * @param missing pictures of the gallery whose files are gone, as paths
 * @param thresholds of the score that were used
 */
public record Duplicates(List<DuplicateGroup> groups, long pictures, List<String> missing, CopyThresholds thresholds) {
    public Duplicates {
        groups = List.copyOf(groups);
        missing = List.copyOf(missing);
    }
}
