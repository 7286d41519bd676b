package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A folder for each identity. A folder that directly holds pictures is an identity; the folders above it are its group.
 * Outer folders that hold nothing but one other folder, such as the one an archive wraps everything in, are no group.
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
        List<String> files = tree.pictureFiles();
        SortedSet<String> folders = new TreeSet<>();
        for (String file : files) {
            folders.add(FileTree.folderOf(file));
        }
        if (folders.isEmpty()) {
            throw new InputException(tree.name() + ": there are no pictures in it; expected " + layout());
        }
        String wrapper = folders.size() == 1 ? FileTree.folderOf(folders.first()) : FileTree.commonFolder(folders);
        if (folders.contains(wrapper)) {
            String stray = files.stream()
                    .filter(file -> FileTree.folderOf(file).equals(wrapper))
                    .findFirst()
                    .orElseThrow();
            throw new InputException(tree.describe(stray) + ": this picture lies in no identity's folder; expected "
                    + layout() + "; move it into the folder of what it shows");
        }
        int cut = wrapper.isEmpty() ? 0 : wrapper.length() + 1;
        List<LabelledPicture> pictures = new ArrayList<>(files.size());
        for (String file : files) {
            String identity = FileTree.folderOf(file).substring(cut);
            pictures.add(tree.picture(file, identity, FileTree.folderOf(identity)));
        }
        return Classes.of(tree.name(), pictures);
    }
}
