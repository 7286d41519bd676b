package dev.likeness.files;

import dev.likeness.error.InputException;
import dev.likeness.files.Archive.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The central directory of a zip archive. It is checked before the JDK's reader opens the archive, because that reader
 * holds the whole directory in memory and does not detect links (APPNOTE 6.3.10, sec. 4.3.12, 4.3.14 to 4.3.16).
 */
final class ArchiveDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END_64_PLACE = 0x07064b50;
    private static final int END_64_PLACE_BYTES = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int MAX_BYTES_PER_ENTRY = 1024; // of the directory for one entry; names are much shorter
    private static final int UNIX = 3;
    private static final int LINK = 0xa000;

    private ArchiveDirectory() {}

    /** The position of the directory. */
    private record Place(long entries, long bytes, long offset) {}

    /**
     * Checks the directory.
     *
     * @throws InputException for the first entry that is refused
     */
    static void check(Path file, Limits limits) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Place place = place(channel);
            if (place.entries > limits.entries() || place.bytes > (long) MAX_BYTES_PER_ENTRY * limits.entries()) {
                throw new InputException(file + ": the archive states " + place.entries + " entries in a directory"
                        + " of " + place.bytes + " bytes; at most " + limits.entries()
                        + " entries are allowed; pack fewer files, or use the unpacked folder");
            }
            ByteBuffer directory = read(channel, place.offset, (int) place.bytes);
            check(file, directory, (int) place.entries, limits);
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw Archive.broken(file, e);
        }
    }

    private static void check(Path file, ByteBuffer directory, int entries, Limits limits) throws IOException {
        long packed = 0;
        long unpacked = 0;
        long[][] spans = new long[entries][];
        int at = 0;
        for (int i = 0; i < entries; i++) {
            if (directory.getInt(at) != ENTRY) {
                throw new IOException("its directory is damaged");
            }
            int nameBytes = directory.getShort(at + 28) & 0xffff;
            byte[] letters = new byte[nameBytes];
            directory.get(at + ENTRY_BYTES, letters);
            String name = new String(letters, StandardCharsets.UTF_8);
            requireInside(file, name);
            boolean unix = (directory.get(at + 5) & 0xff) == UNIX;
            if (unix && (directory.getInt(at + 38) >>> 16 & 0xf000) == LINK) {
                throw new InputException(file + ": the entry \"" + name
                        + "\" is a symbolic link, and links are not followed; pack the file that it points to");
            }
            long own = unsigned(directory, at + 20);
            long size = unsigned(directory, at + 24);
            packed += own;
            unpacked += size;
            long offset = unsigned(directory, at + 42);
            // Sizes above 32 bits are stored elsewhere; they are above every limit, so the entries are refused.
            spans[i] = new long[] {offset, own == 0xffffffffL || offset == 0xffffffffL ? 0 : own + LOCAL_BYTES};
            at += ENTRY_BYTES
                    + nameBytes
                    + (directory.getShort(at + 30) & 0xffff)
                    + (directory.getShort(at + 32) & 0xffff);
        }
        Archive.requireRatio(file, packed, unpacked, limits);
        requireApart(file, spans);
    }

    private static void requireInside(Path file, String name) {
        boolean outside = name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.matches("(?s)[A-Za-z]:.*")
                || List.of(name.split("/")).contains("..");
        if (outside) {
            throw new InputException(file + ": the entry \"" + name
                    + "\" points outside the archive; entries must be relative paths without ..; pack it again");
        }
    }

    /** Overlapping files let an archive unpack to many thousand times its size (Fifield 2019). */
    private static void requireApart(Path file, long[][] spans) {
        Arrays.sort(spans, (a, b) -> Long.compare(a[0], b[0]));
        for (int i = 1; i < spans.length; i++) {
            if (spans[i - 1][1] > 0 && spans[i][1] > 0 && spans[i - 1][0] + spans[i - 1][1] > spans[i][0]) {
                throw new InputException(
                        file + ": two entries overlap at byte " + spans[i][0] + ", as in a zip bomb; pack it again");
            }
        }
    }

    private static Place place(FileChannel channel) throws IOException {
        int tail = (int) Math.min(channel.size(), END_BYTES + 0xffff);
        ByteBuffer end = read(channel, channel.size() - tail, tail);
        for (int at = tail - END_BYTES; at >= 0; at--) {
            if (end.getInt(at) == END && at + END_BYTES + (end.getShort(at + 20) & 0xffff) == tail) {
                Place place = new Place(end.getShort(at + 10) & 0xffff, unsigned(end, at + 12), unsigned(end, at + 16));
                boolean large = place.entries == 0xffff || place.bytes == 0xffffffffL || place.offset == 0xffffffffL;
                return large ? large(channel, channel.size() - tail + at, place) : moved(channel, at, tail, place);
            }
        }
        throw new IOException("it has no directory");
    }

    /** The directory ends where its end record begins, even if other bytes precede the archive. */
    private static Place moved(FileChannel channel, int at, int tail, Place place) throws IOException {
        long offset = channel.size() - tail + at - place.bytes;
        if (offset < 0) {
            throw new EOFException("its directory lies outside the file");
        }
        return new Place(place.entries, place.bytes, offset);
    }

    private static Place large(FileChannel channel, long end, Place small) throws IOException {
        if (end < END_64_PLACE_BYTES) {
            return small;
        }
        ByteBuffer where = read(channel, end - END_64_PLACE_BYTES, END_64_PLACE_BYTES);
        if (where.getInt(0) != END_64_PLACE) {
            return new Place(small.entries, small.bytes, end - small.bytes);
        }
        ByteBuffer record = read(channel, where.getLong(8), END_64_BYTES);
        if (record.getInt(0) != END_64) {
            throw new IOException("its directory is damaged");
        }
        Place place = new Place(record.getLong(32), record.getLong(40), record.getLong(48));
        if (place.entries < 0 || place.bytes < 0 || place.offset < 0) {
            throw new IOException("its directory is damaged");
        }
        return place;
    }

    private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
        if (from < 0 || from + bytes > channel.size()) {
            throw new EOFException("its directory lies outside the file");
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("it ends early");
            }
        }
        return buffer;
    }

    private static long unsigned(ByteBuffer buffer, int at) {
        return buffer.getInt(at) & 0xffffffffL;
    }
}
