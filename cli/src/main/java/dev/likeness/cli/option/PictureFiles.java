package dev.likeness.cli.option;

import dev.likeness.data.format.FolderWalk;
import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that a command line names, in folders as well. */
public final class PictureFiles {
    private PictureFiles() {}

    /**
     * The files, those of folders sorted by name; without hidden files and those of operating systems.
     *
     * @throws InputException if one of the files or folders does not exist, or a folder cannot be listed
     */
    public static List<Path> in(List<Path> roots) {
        requireExisting(roots);
        Set<Path> files = new LinkedHashSet<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                FolderWalk.of(root).files().forEach(name -> files.add(UserPath.ofText(root, name)));
            } else {
                files.add(root);
            }
        }
        return List.copyOf(files);
    }

    /** @throws InputException if one of the files or folders does not exist */
    public static void requireExisting(List<Path> roots) {
        for (Path root : roots) {
            if (!Files.exists(root)) {
                throw new InputException(
                        UserPath.text(root) + ": there is no such file or folder; check the path of the pictures");
            }
        }
    }
}
