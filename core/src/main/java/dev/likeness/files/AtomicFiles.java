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

/** Writes whole files: aside, to the disk, then moved into place. Whoever reads sees the old file or the new one. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /**
     * Writes a file that must outlive a crash of the machine; its folder is made where it is missing.
     *
     * @throws InputException if it cannot be written; what stood there before still does
     */
    public static void write(Path file, byte[] bytes) {
        write(file, bytes, new ToDisk());
    }

    /**
     * As {@link #write}, without waiting for the disk: for files that are many and can be made again.
     *
     * @throws InputException if it cannot be written; what stood there before still does
     */
    public static void writeQuickly(Path file, byte[] bytes) {
        write(file, bytes, new Finish() {});
    }

    /** What is done to a file before and after it is moved into place. */
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

        /** The move is a change of the folder, which goes to the disk by itself; Windows opens no folders. */
        @Override
        public void moved(Path target) throws IOException {
            if (File.separatorChar == '/') {
                try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                    folder.force(true);
                }
            }
        }
    }

    /** As {@link #write(Path, byte[])}, for contents that are too long to be held in memory. */
    public static void write(Path file, InputStream contents) {
        write(file, aside -> Files.copy(contents, aside), new ToDisk());
    }

    /** What is written to the file aside. */
    private interface Contents {
        void to(Path aside) throws IOException;
    }

    private static void write(Path file, byte[] bytes, Finish finish) {
        write(file, aside -> Files.write(aside, bytes), finish);
    }

    private static void write(Path file, Contents contents, Finish finish) {
        Path target = file.toAbsolutePath();
        Path aside = Leftovers.aside(target);
        try {
            Files.createDirectories(target.getParent());
            contents.to(aside);
            finish.apply(aside);
            move(aside, target);
            finish.moved(target);
        } catch (IOException e) {
            InputException failed = new InputException(
                    file + ": cannot be written (" + FileFault.reason(e, file)
                            + "); what stood there before still does; check the"
                            + " folder, its rights and the free space",
                    e);
            remove(aside, failed);
            throw failed;
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
