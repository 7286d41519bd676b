package dev.likeness.data.format;

import dev.likeness.data.ContentKey;
import dev.likeness.data.IgnoredFiles;
import dev.likeness.error.InputException;
import dev.likeness.files.Archive;
import dev.likeness.files.UserPath;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;

/**
 * The entries of a zip archive, read in place without unpacking.
 *
 * <p>The archive stays open while this tree, or a picture that reads from it, is reachable; afterwards the JDK's cleaner
 * closes it.
 */
final class ZipTree implements FileTree {
    /** Text and uncompressed white images reach compression ratios of several hundred. */
    private static final Archive.Limits LIMITS = new Archive.Limits(2_000_000, MAX_BYTES, 500);

    private final String name;
    private final Archive archive;
    private final List<String> files;
    private final IgnoredFiles ignoredFiles;

    private ZipTree(String name, Archive archive) {
        this.name = name;
        this.archive = archive;
        this.files = archive.files().keySet().stream()
                .filter(file -> SystemFiles.outermost(file).isEmpty())
                .toList();
        this.ignoredFiles = new IgnoredFiles(
                archive.files().keySet().stream()
                        .flatMap(file -> SystemFiles.outermost(file).stream())
                        .distinct()
                        .sorted()
                        .toList(),
                List.of(),
                List.of());
    }

    static ZipTree of(Path file) {
        return new ZipTree(UserPath.text(file), Archive.open(file, LIMITS));
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
        return archive.files().containsKey(file);
    }

    @Override
    public byte[] bytes(String file) {
        return archive.read(file);
    }

    @Override
    public InputStream stream(String file) {
        return new ByteArrayInputStream(archive.read(file));
    }

    @Override
    public String contentKey(String file) {
        ZipEntry entry = archive.files().get(file);
        if (entry == null) {
            throw new InputException(describe(file) + ": the archive has no such entry; check the name");
        }
        return ContentKey.of(entry.getSize(), entry.getCrc());
    }

    @Override
    public String describe(String file) {
        return name + "!" + file;
    }
}
