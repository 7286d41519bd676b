package dev.likeness.files;

import dev.likeness.error.InputException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files atomically: to a temporary file, to the disk, then moved into place. A reader sees the old file or the
 * new one.
 */
public final class AtomicFiles {
    private static final int MOST_LINKS = 40;

    private AtomicFiles() {}

    /**
     * Writes a file that must survive a crash of the machine; creates its folder if it is missing.
     *
     * @throws InputException if it cannot be written; an existing file stays unchanged
     */
    public static void write(Path file, byte[] bytes) {
        write(file, bytes, new ToDisk());
    }

    /**
     * As {@link #write}, without waiting for the disk: for many files that can be created again.
     *
     * @throws InputException if it cannot be written; an existing file stays unchanged
     */
    public static void writeQuickly(Path file, byte[] bytes) {
        write(file, bytes, new Finish() {});
    }

    /** The steps before and after a file is moved into place. */
    private interface Finish {
        default void apply(Path aside) throws IOException {}

        default void moved(Path target) throws IOException {}
    }

    private static final class ToDisk implements Finish {
        @Override
        public void apply(Path aside) throws IOException {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }

        /** The move changes the folder, which needs its own sync; Windows cannot open folders. */
        @Override
        public void moved(Path target) throws IOException {
            if (File.separatorChar == '/') {
                try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                    folder.force(true);
                }
            }
        }
    }

    /** As {@link #write(Path, byte[])}, for contents that do not fit into memory. */
    public static void write(Path file, InputStream contents) {
        write(file, aside -> Files.copy(contents, aside), new ToDisk());
    }

    /** Writes the temporary file. */
    private interface Contents {
        void to(Path aside) throws IOException;
    }

    private static void write(Path file, byte[] bytes, Finish finish) {
        write(file, aside -> Files.write(aside, bytes), finish);
    }

    private static void write(Path file, Contents contents, Finish finish) {
        Path target = behindLinks(file.toAbsolutePath());
        Path aside = Leftovers.aside(target);
        try {
            if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
                throw new IOException("it is a device or a pipe");
            }
            Files.createDirectories(target.getParent());
            contents.to(aside);
            finish.apply(aside);
            move(aside, target);
            finish.moved(target);
        } catch (IOException e) {
            InputException failed = new InputException(
                    file + ": cannot be written (" + FileFault.reason(e, file)
                            + "); an existing file is unchanged; check the folder, its permissions and the free space",
                    e);
            remove(aside, failed);
            throw failed;
        }
    }

    /** The file that a link leads to, which need not exist: the link stays. */
    static Path behindLinks(Path file) {
        try {
            Path target = file;
            for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(target); links++) {
                target = target.resolveSibling(Files.readSymbolicLink(target));
            }
            return target;
        } catch (IOException e) {
            return file; // writing reports what is wrong with it
        }
    }

    private static void remove(Path aside, InputException because) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static void move(Path aside, Path target) throws IOException {
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
