package dev.likeness.files;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive, which may be untrusted. It is not unpacked: each file is read into memory when it is asked for.
 * Opening refuses names that point outside the archive, links, duplicate names, overlapping files, and anything past
 * the limits.
 *
 * <p>Thread-safe. The JDK closes an archive that is no longer reachable.
 */
public final class Archive implements AutoCloseable {
    /**
     * The limits of an archive.
     *
     * @param entries the largest number of entries
     * @param bytes the largest unpacked size of one file
     * @param ratio the largest ratio of unpacked to packed size of all files together; checked above {@value #SMALL}
     *     bytes
     */
    public record Limits(int entries, long bytes, int ratio) {}

    private static final long SMALL = 16 << 20;

    private static final String MS_DOS = "IBM437";

    private final String name;
    private final ZipFile zip;
    private final SortedMap<String, ZipEntry> files;

    private Archive(String name, ZipFile zip, SortedMap<String, ZipEntry> files) {
        this.name = name;
        this.zip = zip;
        this.files = files;
    }

    /**
     * Opens an archive.
     *
     * @throws InputException if it is not an archive, or is refused; the message gives the reason
     */
    public static Archive open(Path file, Limits limits) {
        ArchiveDirectory.check(file, limits);
        ZipFile zip;
        try {
            zip = zip(file);
        } catch (IOException | IllegalArgumentException e) {
            throw broken(file, e);
        }
        try {
            return new Archive(file.toString(), zip, files(file, zip, limits));
        } catch (InputException e) {
            close(zip, e);
            throw e;
        }
    }

    /**
     * Names are UTF-8, or without that flag of an entry in the code page of MS-DOS, as Windows writes them (APPNOTE 6.3.10,
     * appendix D).
     */
    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            boolean name = e.getMessage() != null && e.getMessage().contains("bad entry name");
            if (!name || !Charset.isSupported(MS_DOS)) {
                throw e;
            }
            return new ZipFile(file.toFile(), Charset.forName(MS_DOS));
        }
    }

    private static SortedMap<String, ZipEntry> files(Path file, ZipFile zip, Limits limits) {
        SortedMap<String, ZipEntry> files = new TreeMap<>();
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            if (entry.isDirectory()) {
                continue;
            }
            if (files.put(entry.getName(), entry) != null) {
                throw new InputException(file + ": the entry \"" + entry.getName()
                        + "\" is a duplicate; names must be unique; pack it again");
            }
            if (entry.getSize() > limits.bytes) {
                throw new InputException(file + ": the entry \"" + entry.getName() + "\" unpacks to " + entry.getSize()
                        + " bytes, more than the " + limits.bytes + " that are read; pack it without this file");
            }
        }
        return files;
    }

    /** The names of its files, sorted, with {@code /} between folders. */
    public SortedMap<String, ZipEntry> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    /**
     * The contents of a file, with the size that the archive's directory states.
     *
     * @throws InputException if it is absent or damaged
     */
    public byte[] read(String file) {
        ZipEntry entry = files.get(file);
        if (entry == null) {
            throw new InputException(name + "!" + file + ": the archive has no such entry; check the name");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize());
            if (bytes.length < entry.getSize() || in.read() >= 0) {
                throw new IOException(
                        "it does not unpack to the " + entry.getSize() + " bytes that the directory states");
            }
            return bytes;
        } catch (IOException | IllegalArgumentException e) {
            throw new InputException(
                    name + "!" + file + ": the entry is damaged (" + e.getMessage() + "); get the archive again", e);
        }
    }

    /** Refuses an archive above a harmless size whose compression ratio no ordinary file reaches. */
    static void requireRatio(Path file, long packed, long unpacked, Limits limits) {
        if (unpacked > SMALL && unpacked / Math.max(1, packed) >= limits.ratio) {
            throw new InputException(file + ": its " + packed + " bytes unpack to " + unpacked + ", more than "
                    + limits.ratio + " times as many, as in a zip bomb; unpack it yourself if you trust it");
        }
    }

    static InputException broken(Path file, Exception e) {
        return new InputException(
                file + ": this is not a valid zip archive (" + FileFault.reason(e, file)
                        + "); pack it again, or use the unpacked folder",
                e);
    }

    private static void close(ZipFile zip, InputException because) {
        try {
            zip.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new InputException(name + ": the archive could not be closed (" + e.getMessage() + ")", e);
        }
    }
}
