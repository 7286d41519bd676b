package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.files.UserPath;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Files on disk, below a folder. Links are followed: large data sets are often put together from them. */
final class FolderTree implements FileTree {
    private final String name;
    private final Path root;
    private final List<String> files;

    /** Kept, as the hash of the data and the check of a split both ask for each, and each costs reading a file. */
    private final ConcurrentMap<String, String> keys = new ConcurrentHashMap<>();

    private FolderTree(String name, Path root, List<String> files) {
        this.name = name;
        this.root = root;
        this.files = files;
    }

    static FolderTree of(Path folder) {
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<String> files = walk.filter(FolderTree::isFile)
                    .map(file -> slashed(folder.relativize(file)))
                    .filter(file -> !FileTree.isLitter(file))
                    .sorted()
                    .toList();
            return new FolderTree(UserPath.text(folder), folder, files);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(
                    UserPath.text(folder) + ": the folder cannot be listed (" + FileFault.reason(e, folder)
                            + "); check its permissions and its links",
                    e);
        }
    }

    /** A link that leads nowhere counts as a file, which then cannot be read: a picture that is gone is to be named. */
    private static boolean isFile(Path file) {
        return Files.isRegularFile(file) || (Files.isSymbolicLink(file) && !Files.exists(file));
    }

    /** A single file that names others relative to its folder. */
    static FolderTree ofFile(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path last = file.getFileName();
        if (folder == null || last == null) {
            throw new InputException(file + ": this is no file; name a file");
        }
        return new FolderTree(UserPath.text(file), folder, List.of(UserPath.text(last)));
    }

    private static String slashed(Path relative) {
        return UserPath.text(relative).replace(File.separatorChar, '/');
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
            byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InputException(describe(file) + ": has more than " + MAX_BYTES
                        + " bytes, the most that a file of a data set may have; save it smaller, or remove it");
            }
            return bytes;
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
            return ContentKey.UNREADABLE; // to be reported by whoever reads the picture
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
                        + "); check that it is there and may be read",
                e);
    }
}
