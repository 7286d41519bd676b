package dev.likeness.files;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder that is there whole or not at all: it is filled aside, in a hidden folder beside its place, and moved into
 * place at the end. Closed before that, it leaves nothing; a process that is killed leaves the
 * hidden folder, and the next one that makes this folder removes it.
 *
 * <p>To be opened, moved and closed by one thread; any may write into it.
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
     * @throws InputException if it holds something, or nothing can be made beside it
     */
    public static NewFolder at(Path folder) {
        refuseFull(folder);
        try {
            Path target = Files.exists(folder)
                    ? folder.toRealPath()
                    : folder.toAbsolutePath().normalize();
            Path aside = Leftovers.aside(target);
            Leftovers.removeAll(aside); // of a process of the same number that was killed
            removeOlder(target, aside);
            Files.createDirectories(aside);
            return new NewFolder(folder, target, aside);
        } catch (IOException e) {
            throw new InputException(
                    folder + ": the folder cannot be made (" + FileFault.reason(e, folder)
                            + "); choose a place that may be written to",
                    e);
        }
    }

    /**
     * Refuses a place for new files where files are already.
     *
     * @throws InputException if this is anything else than an empty folder or nothing at all
     */
    public static void refuseFull(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new InputException(
                        folder + ": the folder holds files already; pictures are written into an empty or a new one;"
                                + " name another, or empty it");
            }
        } catch (IOException e) {
            throw new InputException(
                    folder + ": this is no folder that can be listed; name an empty or a new folder", e);
        }
    }

    /** Where to write to until the folder is moved into place. */
    public Path aside() {
        return aside;
    }

    /**
     * Moves the folder, with all that is in it, to its place.
     *
     * @throws InputException if it cannot be moved, such as where files came to lie there meanwhile
     */
    public void moveIntoPlace() {
        try {
            Files.deleteIfExists(target); // it was empty; if it no longer is, this fails
            Files.move(aside, target);
        } catch (IOException e) {
            throw new InputException(
                    given + ": the folder cannot be put in its place (" + FileFault.reason(e, target)
                            + "); name a new folder",
                    e);
        }
    }

    /** Removes what is aside; nothing is where the folder was moved into place. */
    @Override
    public void close() {
        try {
            Leftovers.removeAll(aside);
        } catch (IOException e) {
            throw new InputException(
                    aside + ": cannot be removed (" + FileFault.reason(e, aside) + "); remove it by hand", e);
        }
    }

    /** Of this very folder only: what else lies beside it is no business of ours. */
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
