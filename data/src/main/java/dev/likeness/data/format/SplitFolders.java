package dev.likeness.data.format;

import dev.likeness.data.SplitName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Folders {@code train}, {@code val} and {@code test} above identities. They are splits if every outermost folder with
 * pictures has the name of a split, there are at least two, and each contains folders of pictures: so classes named
 * {@code train} and {@code bus} remain classes.
 */
final class SplitFolders {
    private SplitFolders() {}

    /**
     * Whether the outer folders of these pictures are splits.
     *
     * @param below the paths of the pictures, relative to the folder that contains all of them
     * @param labelled whether identities come from file names, so that no folders of identities are needed
     */
    static boolean are(List<String> below, boolean labelled) {
        Set<String> folders = new HashSet<>();
        Set<String> deep = new HashSet<>();
        Set<SplitName> splits = new HashSet<>();
        for (String file : below) {
            int slash = file.indexOf('/');
            Optional<SplitName> split = slash < 0 ? Optional.empty() : SplitName.of(file.substring(0, slash));
            if (split.isEmpty()) {
                return false;
            }
            splits.add(split.get());
            folders.add(file.substring(0, slash));
            if (labelled || file.indexOf('/', slash + 1) >= 0) {
                deep.add(file.substring(0, slash));
            }
        }
        return splits.size() > 1 && deep.equals(folders);
    }

    /** The split of a picture below a split folder. */
    static SplitName of(String below) {
        return SplitName.of(below.substring(0, below.indexOf('/')))
                .orElseThrow(() -> new IllegalArgumentException(below + " is in no split"));
    }

    /** The path of a picture relative to its split folder. */
    static String without(String below) {
        return below.substring(below.indexOf('/') + 1);
    }
}
