package dev.likeness.data.format;

import dev.likeness.data.IgnoredFiles;
import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.files.UserPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the files below a folder, by names with {@code /} between folders. Links are followed. Hidden and system folders are
 * not entered; a link to a parent folder, or a folder that cannot be listed, does not end the walk.
 */
public final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<String> files = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<String> loops = new ArrayList<>();
    private final List<IgnoredFiles.Unlisted> unlisted = new ArrayList<>();

    FolderWalk(Path root) {
        this.root = root;
    }

    /**
     * Lists a folder.
     *
     * @throws InputException if the folder itself cannot be listed
     */
    public static FolderWalk of(Path root) {
        FolderWalk walk = new FolderWalk(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            throw new InputException(unlistable(root, e), e);
        }
        return walk;
    }

    /** The names of the files, sorted. {@link UserPath#ofText} gives their paths. */
    public List<String> files() {
        return files.stream().sorted().toList();
    }

    /** What is below the folder and was not listed. */
    public IgnoredFiles ignoredFiles() {
        return new IgnoredFiles(
                hidden.stream().sorted().toList(), loops.stream().sorted().toList(), unlisted);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (!folder.equals(root) && ignore(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    /** A broken link counts as an unreadable file, so that the missing picture is reported. */
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (ignore(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
            files.add(name(file));
        } else {
            hidden.add(name(file)); // a device, a pipe or a socket
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
        if (file.equals(root)) {
            throw why;
        }
        if (ignore(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (why instanceof FileSystemLoopException) {
            loops.add(name(file));
        } else {
            unlisted.add(new IgnoredFiles.Unlisted(name(file), unlistable(file, why)));
        }
        return FileVisitResult.CONTINUE;
    }

    /** If listing a folder fails halfway, the files listed so far are kept. */
    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) throws IOException {
        if (why != null && folder.equals(root)) {
            throw why;
        }
        if (why != null) {
            unlisted.add(new IgnoredFiles.Unlisted(name(folder), unlistable(folder, why)));
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean ignore(Path file) {
        Path last = file.getFileName();
        boolean ignored = last != null && SystemFiles.matches(last.toString());
        if (ignored) {
            hidden.add(name(file));
        }
        return ignored;
    }

    private String name(Path file) {
        return UserPath.text(root.relativize(file)).replace(File.separatorChar, '/');
    }

    private static String unlistable(Path folder, IOException why) {
        return UserPath.text(folder) + ": the folder cannot be listed (" + FileFault.reason(why, folder)
                + "); check its permissions and its links";
    }
}
