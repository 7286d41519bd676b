package dev.likeness.files;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder that is created completely or not at all. Its files are written to a hidden folder beside the target, which
 * is moved into place at the end. Closing it earlier removes everything. A killed process leaves the hidden folder; the
 * next process that creates the same folder removes it.
 *
 * <p>One thread opens, moves and closes it; any thread may write into it.
 */
public final class NewFolder implements AutoCloseable {
    private final Path given;
    private final Path target;
    private final Path aside;

    private NewFolder(Path given, Path target, Path aside) {
        this.given = given;
        this.target = target;
        this.aside = aside;
    }

    /**
     * Begins a folder.
     *
     * @param folder absent or empty
     * @throws InputException if it is not empty, or no folder can be created beside it
     */
    public static NewFolder at(Path folder) {
        refuseFull(folder);
        try {
            Path target = Files.exists(folder)
                    ? folder.toRealPath()
                    : folder.toAbsolutePath().normalize();
            Path aside = Leftovers.aside(target);
            Leftovers.removeAll(aside); // of a killed process with the same number
            removeOlder(target, aside);
            Files.createDirectories(aside);
            return new NewFolder(folder, target, aside);
        } catch (IOException e) {
            throw new InputException(
                    folder + ": the folder cannot be created (" + FileFault.reason(e, folder)
                            + "); choose a writable place",
                    e);
        }
    }

    /**
     * Refuses a folder for new files that is not empty.
     *
     * @throws InputException if it exists and is not an empty folder
     */
    public static void refuseFull(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new InputException(
                        folder + ": the folder is not empty; the output needs an empty or new folder; choose"
                                + " another, or empty it");
            }
        } catch (IOException e) {
            throw new InputException(folder + ": the folder cannot be listed; choose an empty or new folder", e);
        }
    }

    /** The folder to write to until it is moved into place. */
    public Path aside() {
        return aside;
    }

    /**
     * Moves the folder with its contents to its target.
     *
     * @throws InputException if it cannot be moved, for example because the target has files now
     */
    public void moveIntoPlace() {
        try {
            Files.deleteIfExists(target); // it was empty; if it no longer is, this fails
            Files.move(aside, target);
        } catch (IOException e) {
            throw new InputException(
                    given + ": the folder cannot be moved to its place (" + FileFault.reason(e, target)
                            + "); choose a new folder",
                    e);
        }
    }

    /** Removes the temporary folder, unless it was moved into place. */
    @Override
    public void close() {
        try {
            Leftovers.removeAll(aside);
        } catch (IOException e) {
            throw new InputException(
                    aside + ": cannot be removed (" + FileFault.reason(e, aside) + "); remove it yourself", e);
        }
    }

    /** Only temporary folders of this target; other files beside it are kept. */
    private static void removeOlder(Path target, Path ours) throws IOException {
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return;
        }
        String name = "." + target.getFileName() + ".";
        try (Stream<Path> beside = Files.list(parent)) {
            for (Path other : beside.filter(path -> !path.equals(ours)
                            && String.valueOf(path.getFileName()).startsWith(name))
                    .toList()) {
                if (Leftovers.isLeftOver(other)) {
                    Leftovers.removeAll(other);
                }
            }
        }
    }
}
