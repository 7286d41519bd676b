package dev.likeness.data.format;

import dev.likeness.data.PassedOver;
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
 * Lists the files below a folder, by names with {@code /} between folders. Links are followed. Litter is not entered; a
 * link back to a folder above it, or a folder that cannot be listed, does not end the walk.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<String> files = new ArrayList<>();
    private final List<String> litter = new ArrayList<>();
    private final List<String> loops = new ArrayList<>();
    private final List<PassedOver.Unlisted> unlisted = new ArrayList<>();

    FolderWalk(Path root) {
        this.root = root;
    }

    /** @throws InputException if the folder itself cannot be listed */
    static FolderWalk of(Path root) {
        FolderWalk walk = new FolderWalk(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            throw new InputException(unlistable(root, e), e);
        }
        return walk;
    }

    /** The names of the files, sorted. */
    List<String> files() {
        return files.stream().sorted().toList();
    }

    PassedOver passedOver() {
        return new PassedOver(
                litter.stream().sorted().toList(), loops.stream().sorted().toList(), unlisted);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (!folder.equals(root) && passOver(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    /** A link that leads nowhere counts as a file, which then cannot be read: a picture that is gone is to be named. */
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean listed = attributes.isRegularFile() || attributes.isSymbolicLink();
        if (listed && !passOver(file)) {
            files.add(name(file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
        if (file.equals(root)) {
            throw why;
        }
        if (passOver(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (why instanceof FileSystemLoopException) {
            loops.add(name(file));
        } else {
            unlisted.add(new PassedOver.Unlisted(name(file), unlistable(file, why)));
        }
        return FileVisitResult.CONTINUE;
    }

    /** A folder whose listing ends in the middle keeps what was listed. */
    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) throws IOException {
        if (why != null && folder.equals(root)) {
            throw why;
        }
        if (why != null) {
            unlisted.add(new PassedOver.Unlisted(name(folder), unlistable(folder, why)));
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean passOver(Path file) {
        Path last = file.getFileName();
        boolean is = last != null && Litter.isLitter(last.toString());
        if (is) {
            litter.add(name(file));
        }
        return is;
    }

    private String name(Path file) {
        return UserPath.text(root.relativize(file)).replace(File.separatorChar, '/');
    }

    private static String unlistable(Path folder, IOException why) {
        return UserPath.text(folder) + ": the folder cannot be listed (" + FileFault.reason(why, folder)
                + "); check its permissions and its links";
    }
}
