package dev.likeness.data.format;

import dev.likeness.data.ContentKey;
import dev.likeness.data.IgnoredFiles;
import dev.likeness.error.InputException;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.FileFault;
import dev.likeness.files.UserPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32;

/** Files in a folder on disk. Links are followed: large data sets are often assembled from links. */
final class FolderTree implements FileTree {
    private final String name;
    private final Path root;
    private final List<String> files;
    private final IgnoredFiles ignoredFiles;

    /** Cached, because the hash of the data and the check of a split both need every key, and each reads a file. */
    private final ConcurrentMap<String, String> keys = new ConcurrentHashMap<>();

    private FolderTree(String name, Path root, List<String> files, IgnoredFiles ignoredFiles) {
        this.name = name;
        this.root = root;
        this.files = files;
        this.ignoredFiles = ignoredFiles;
    }

    static FolderTree of(Path folder) {
        FolderWalk walk = FolderWalk.of(folder);
        return new FolderTree(UserPath.text(folder), folder, walk.files(), walk.ignoredFiles());
    }

    /** A single file that names others relative to its folder. */
    static FolderTree ofFile(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path last = file.getFileName();
        if (folder == null || last == null) {
            throw new InputException(file + ": this path does not name a file; name a file");
        }
        return new FolderTree(UserPath.text(file), folder, List.of(UserPath.text(last)), IgnoredFiles.NONE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public IgnoredFiles ignoredFiles() {
        return ignoredFiles;
    }

    @Override
    public boolean has(String file) {
        try {
            return Files.isRegularFile(UserPath.ofText(root, file));
        } catch (InputException e) {
            return false;
        }
    }

    @Override
    public byte[] bytes(String file) {
        try (InputStream in = Files.newInputStream(UserPath.ofText(root, file))) {
            return BoundedRead.all(
                    in,
                    MAX_BYTES,
                    () -> new InputException(describe(file) + ": has more than " + MAX_BYTES
                            + " bytes, the maximum for a file of a data set; save it smaller, or remove it"));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public InputStream stream(String file) {
        try {
            return Files.newInputStream(UserPath.ofText(root, file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public String contentKey(String file) {
        return keys.computeIfAbsent(file, this::readKey);
    }

    private String readKey(String file) {
        CRC32 crc = new CRC32();
        long length = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(UserPath.ofText(root, file))) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                crc.update(block, 0, read);
                length += read;
            }
        } catch (IOException e) {
            return ContentKey.UNREADABLE; // reading the picture reports the error
        }
        return ContentKey.of(length, crc.getValue());
    }

    @Override
    public String describe(String file) {
        return UserPath.text(UserPath.ofText(root, file));
    }

    private InputException unreadable(String file, IOException e) {
        return new InputException(
                describe(file) + ": cannot be read (" + FileFault.reason(e, UserPath.ofText(root, file))
                        + "); check that it exists and that you may read it",
                e);
    }
}
