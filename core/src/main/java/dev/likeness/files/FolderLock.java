package dev.likeness.files;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A lock so that only one process works in a folder. The operating system releases it when the process ends; the hidden
 * file {@code .lock} stays and means nothing by itself.
 */
public final class FolderLock implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder, and creates it if it is missing.
     *
     * @param work the kind of work, for the message: "training run"
     * @throws InputException if another process holds the lock, or the folder is not writable
     */
    public static FolderLock of(Path folder, String work) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                throw busy(folder, work);
            }
            return new FolderLock(folder, channel);
        } catch (OverlappingFileLockException e) {
            InputException busy = busy(folder, work);
            close(channel, busy);
            throw busy;
        } catch (InputException e) {
            close(channel, e);
            throw e;
        } catch (IOException e) {
            InputException failed = new InputException(
                    folder + ": cannot be written to (" + FileFault.reason(e, folder)
                            + "); check its permissions and the free space, or choose another folder",
                    e);
            close(channel, failed);
            throw failed;
        }
    }

    private static InputException busy(Path folder, String work) {
        return new InputException(folder + ": another process is at work on this " + work
                + "; wait for it, end it, or choose another folder");
    }

    private static void close(@Nullable FileChannel channel, InputException because) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new InputException(folder + ": its lock could not be released (" + e.getMessage() + ")", e);
        }
    }
}
