package dev.likeness.data.format;

import dev.likeness.data.SplitName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Folders {@code train}, {@code val} and {@code test} above identities. They are splits where every outermost folder with
 * pictures has the name of a split, there are two splits or more, and each of the folders holds folders of pictures: so
 * classes that are called {@code train} and {@code bus} stay classes.
 */
final class SplitFolders {
    private SplitFolders() {}

    /**
     * Whether these pictures are divided.
     *
     * @param below the paths of the pictures, below the folder that all of them lie in
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

    /** The split of a picture of divided data. */
    static SplitName of(String below) {
        return SplitName.of(below.substring(0, below.indexOf('/')))
                .orElseThrow(() -> new IllegalArgumentException(below + " is in no split"));
    }

    /** What remains of a path without the folder of its split. */
    static String without(String below) {
        return below.substring(below.indexOf('/') + 1);
    }
}
