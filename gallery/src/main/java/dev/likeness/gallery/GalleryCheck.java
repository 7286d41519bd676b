package dev.likeness.gallery;

import java.util.List;

/**
 * What {@link Gallery#check} found.
 *
 * @param pictures whose codes were read and verified
 * @param missing paths of pictures whose files are gone
 * @param changed paths of pictures whose files have another size or time of change than when they were added
 * @param damaged one line for each damaged code or part of the index
 * @param damagedMarks the numbers of the damaged lines of the log of marks, from 1: these answers are lost
 */
public record GalleryCheck(
        long pictures, List<String> missing, List<String> changed, List<String> damaged, List<Integer> damagedMarks) {
    public GalleryCheck {
        missing = List.copyOf(missing);
        changed = List.copyOf(changed);
        damaged = List.copyOf(damaged);
        damagedMarks = List.copyOf(damagedMarks);
    }

    /** Whether nothing is damaged. */
    public boolean isSound() {
        return damaged.isEmpty() && damagedMarks.isEmpty();
    }
}
