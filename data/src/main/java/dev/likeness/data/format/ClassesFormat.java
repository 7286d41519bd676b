package dev.likeness.data.format;

import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.data.FileLabels;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PathNames;
import dev.likeness.data.SplitName;
import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One folder per identity. A folder that directly contains pictures is an identity; the folders above it are its group.
 * Outer folders that contain a single folder only, such as the root folder of an archive, are not a group.
 * {@link SplitFolders} are neither.
 */
final class ClassesFormat implements DataFormat {
    @Override
    public String name() {
        return "classes";
    }

    @Override
    public String layout() {
        return "a folder for each identity: DATA/[group/]identity/*.png";
    }

    @Override
    public boolean recognises(FileTree tree) {
        return tree.pictureFiles().stream().anyMatch(file -> file.indexOf('/') >= 0);
    }

    @Override
    public DataSet read(FileTree tree) {
        return classes(tree, null);
    }

    @Override
    public boolean acceptsLabels() {
        return true;
    }

    @Override
    public DataSet read(FileTree tree, FileLabels labels) {
        return classes(tree, labels);
    }

    private DataSet classes(FileTree tree, @Nullable FileLabels labels) {
        List<String> files = tree.pictureFiles();
        if (files.isEmpty()) {
            throw new InputException(tree.name() + ": there are no pictures in it; expected " + layout());
        }
        int cut = cut(files, labels != null);
        boolean hasSplits = areSplits(files, cut, labels != null);
        List<LabelledPicture> pictures = new ArrayList<>(files.size());
        Map<String, SplitName> splits = new HashMap<>();
        for (String file : files) {
            String below = file.substring(cut);
            if (hasSplits) {
                splits.put(file, SplitFolders.of(below));
                below = SplitFolders.without(below);
            }
            String folder = PathNames.folderOf(below);
            if (labels != null) {
                String label = labels.of(PathNames.lastOf(file));
                String identity = label.isEmpty() || folder.isEmpty() ? label : folder + "/" + label;
                pictures.add(tree.picture(file, identity, folder));
            } else if (folder.isEmpty()) {
                throw new InputException(
                        tree.describe(file) + ": this picture is not in the folder of an identity; expected " + layout()
                                + "; move it into the folder of what it shows");
            } else {
                pictures.add(tree.picture(file, folder, PathNames.folderOf(folder)));
            }
        }
        return Classes.of(tree.name(), pictures, splits);
    }

    /** Whether the outer folders are splits, not groups, kinds or identities. */
    static boolean areSplits(FileTree tree) {
        List<String> files = tree.pictureFiles();
        return !files.isEmpty() && areSplits(files, cut(files, false), false);
    }

    private static boolean areSplits(List<String> files, int cut, boolean labelled) {
        return SplitFolders.are(files.stream().map(file -> file.substring(cut)).toList(), labelled);
    }

    /** The length of the folder path that all pictures share, including the final slash. */
    private static int cut(List<String> files, boolean labelled) {
        SortedSet<String> folders = new TreeSet<>();
        files.forEach(file -> folders.add(PathNames.folderOf(file)));
        String wrapper = folders.size() == 1 && !labelled
                ? PathNames.folderOf(folders.first())
                : PathNames.commonFolder(folders);
        return wrapper.isEmpty() ? 0 : wrapper.length() + 1;
    }
}
