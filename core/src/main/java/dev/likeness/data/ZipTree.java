package dev.likeness.data;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The entries of a zip archive, read where they lie; nothing is unpacked.
 *
 * <p>The archive stays open for as long as this tree, or a picture that reads from it, is reachable: then the JDK's own
 * cleaner closes it.
 */
final class ZipTree implements FileTree {
    private final String name;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries;

    private ZipTree(String name, ZipFile zip, Map<String, ZipEntry> entries) {
        this.name = name;
        this.zip = zip;
        this.entries = entries;
    }

    static ZipTree of(Path file) {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw new InputException(
                    file + ": this is no zip archive that can be read (" + e.getMessage()
                            + "); pack it again, or name the unpacked folder",
                    e);
        }
        try {
            return new ZipTree(file.toString(), zip, entries(file, zip));
        } catch (InputException e) {
            close(zip, e);
            throw e;
        }
    }

    private static void close(ZipFile zip, InputException because) {
        try {
            zip.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static Map<String, ZipEntry> entries(Path file, ZipFile zip) {
        Map<String, ZipEntry> entries = new TreeMap<>();
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (leavesArchive(name)) {
                throw new InputException(file + ": the entry \"" + name
                        + "\" points outside the archive; entries must be relative paths without ..; pack it again");
            }
            if (!entry.isDirectory() && !FileTree.isLitter(name) && entries.put(name, entry) != null) {
                throw new InputException(
                        file + ": the entry \"" + name + "\" is there twice; names must be unique; pack it again");
            }
        }
        return entries;
    }

    private static boolean leavesArchive(String name) {
        return name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.matches("[A-Za-z]:.*")
                || Arrays.asList(name.split("/")).contains("..");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> files() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public boolean has(String file) {
        return entries.containsKey(file);
    }

    @Override
    public byte[] bytes(String file) {
        ZipEntry entry = entry(file);
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new InputException(
                    describe(file) + ": the entry is damaged (" + e.getMessage() + "); get the archive again", e);
        }
    }

    @Override
    public String contentKey(String file) {
        ZipEntry entry = entry(file);
        return ContentKey.of(entry.getSize(), entry.getCrc());
    }

    @Override
    public String describe(String file) {
        return name + "!" + file;
    }

    private ZipEntry entry(String file) {
        ZipEntry entry = entries.get(file);
        if (entry == null) {
            throw new InputException(describe(file) + ": the archive has no such entry; check the name");
        }
        return entry;
    }
}
