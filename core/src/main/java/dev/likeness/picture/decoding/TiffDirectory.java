package dev.likeness.picture.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One directory of a TIFF structure, in its classic form (TIFF 6.0, sec. 2) or with offsets of 64 bits (BigTIFF):
 * entries of
 * tag, type, count and value. It is read here directly, because parsing all metadata would take longer than decoding a
 * small picture. A malformed entry counts as absent.
 */
final class TiffDirectory {
    private static final int CLASSIC = 42;
    private static final int BIG = 43;
    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_DIRECTORIES = 1000;
    private static final int MAX_VALUES = 10_000_000;

    private final ByteBuffer tiff;
    private final boolean big;
    private final long at;

    private TiffDirectory(ByteBuffer tiff, boolean big, long at) {
        this.tiff = tiff;
        this.big = big;
        this.at = at;
    }

    /** The first directory of a structure that begins at an index; null if there is none. */
    static @Nullable TiffDirectory first(byte[] file, int start) {
        List<TiffDirectory> chain = chain(file, start, 1);
        return chain.isEmpty() ? null : chain.get(0);
    }

    /** The directories of a file, one for each of its pages. */
    static List<TiffDirectory> all(byte[] file) {
        return chain(file, 0, MAX_DIRECTORIES);
    }

    private static List<TiffDirectory> chain(byte[] file, int start, int most) {
        List<TiffDirectory> chain = new ArrayList<>();
        if (start < 0 || start + 16L > file.length) {
            return chain;
        }
        ByteBuffer tiff = ByteBuffer.wrap(file, start, file.length - start).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int version = tiff.getShort(2);
        if (version != CLASSIC && version != BIG) {
            return chain;
        }
        boolean big = version == BIG;
        long next = big ? tiff.getLong(8) : tiff.getInt(4) & 0xffffffffL;
        while (next > 0 && next <= tiff.limit() - (big ? 8 : 2) && chain.size() < most) {
            TiffDirectory directory = new TiffDirectory(tiff, big, next);
            chain.add(directory);
            next = directory.next();
        }
        return chain;
    }

    /**
     * A copy of a file that has another tag of small numbers in one of its directories. The new directory is behind the old
     * bytes.
     *
     * @param number of the directory, from 0
     */
    static byte[] with(byte[] file, int number, int tag, long[] values) {
        List<TiffDirectory> chain = all(file);
        TiffDirectory old = chain.get(number);
        int size = old.size();
        int start = file.length + (file.length & 1);
        int from = start + 2 * values.length + 8;
        int entries = (int) old.entries();
        ByteBuffer copy = ByteBuffer.allocate(from + 16 + (entries + 1) * size).order(old.tiff.order());
        copy.put(file);
        copy.position(from + (old.big ? 8 : 2));
        boolean written = false;
        int kept = 0;
        long entry = old.at + (old.big ? 8 : 2);
        for (int i = 0; i < entries && entry + size <= file.length; i++, entry += size) {
            int present = old.tiff.getShort((int) entry) & 0xffff;
            if (present > tag && !written) {
                old.write(copy, tag, values, start);
                written = true;
            }
            if (present != tag) {
                copy.put(file, (int) entry, size);
                kept++;
            }
        }
        if (!written) {
            old.write(copy, tag, values, start);
        }
        int pointer =
                number == 0 ? (old.big ? 8 : 4) : (int) chain.get(number - 1).behind();
        if (old.big) {
            copy.putLong(old.next()).putLong(from, kept + 1).putLong(pointer, from);
        } else {
            copy.putInt((int) old.next()).putShort(from, (short) (kept + 1)).putInt(pointer, from);
        }
        return copy.array();
    }

    /** Writes an entry of 16-bit numbers, which are in the entry if they fit, otherwise elsewhere. */
    private void write(ByteBuffer copy, int tag, long[] values, int elsewhere) {
        copy.putShort((short) tag).putShort((short) 3);
        int room = big ? 8 : 4;
        if (big) {
            copy.putLong(values.length);
        } else {
            copy.putInt(values.length);
        }
        int field = copy.position();
        int at = 2 * values.length <= room ? field : elsewhere;
        if (at == elsewhere && big) {
            copy.putLong(field, elsewhere);
        } else if (at == elsewhere) {
            copy.putInt(field, elsewhere);
        }
        for (int i = 0; i < values.length; i++) {
            copy.putShort(at + 2 * i, (short) values[i]);
        }
        copy.position(field + room);
    }

    private long entries() {
        long entries = big ? tiff.getLong((int) at) : tiff.getShort((int) at) & 0xffff;
        return entries < 0 || entries > MAX_ENTRIES ? 0 : entries;
    }

    private int size() {
        return big ? 20 : 12;
    }

    /** The index of the number that tells where the next directory is. */
    private long behind() {
        return at + (big ? 8 : 2) + entries() * size();
    }

    private long next() {
        long behind = behind();
        if (behind + (big ? 8 : 4) > tiff.limit()) {
            return 0;
        }
        return big ? tiff.getLong((int) behind) : tiff.getInt((int) behind) & 0xffffffffL;
    }

    /** The index of a tag's entry, or -1. */
    private int entry(int tag) {
        long entry = at + (big ? 8 : 2);
        for (long i = entries(); i > 0 && entry + size() <= tiff.limit(); i--, entry += size()) {
            if ((tiff.getShort((int) entry) & 0xffff) == tag) {
                return (int) entry;
            }
        }
        return -1;
    }

    boolean has(int tag) {
        return entry(tag) >= 0;
    }

    /** Whether a tag has values that are not integers, or that are outside the file. */
    boolean hasOtherValues(int tag) {
        int entry = entry(tag);
        return entry >= 0 && count(entry) != 0 && values(tag, 1).length == 0;
    }

    /** The first number of a tag, or a default if it is absent. */
    long value(int tag, long absent) {
        long[] values = values(tag, 1);
        return values.length == 0 ? absent : values[0];
    }

    /** The integers of a tag; empty if it is absent or of another type. */
    long[] values(int tag) {
        return values(tag, MAX_VALUES);
    }

    private long[] values(int tag, int most) {
        int entry = entry(tag);
        if (entry < 0) {
            return new long[0];
        }
        int type = tiff.getShort(entry + 2);
        int bytes = bytes(type);
        long count = count(entry);
        long from = place(entry, bytes, count);
        if (bytes == 0 || from < 0) {
            return new long[0];
        }
        long[] values = new long[(int) Math.min(count, most)];
        for (int i = 0; i < values.length; i++) {
            int index = (int) from + i * bytes;
            values[i] = switch (bytes) {
                case 1 -> tiff.get(index) & 0xff;
                case 2 -> tiff.getShort(index) & 0xffff;
                case 4 -> tiff.getInt(index) & 0xffffffffL;
                default -> tiff.getLong(index);
            };
        }
        return values;
    }

    /** The bytes of a tag, such as a profile; null if it is absent. */
    byte @Nullable [] bytes(int tag, int most) {
        int entry = entry(tag);
        if (entry < 0 || bytes(tiff.getShort(entry + 2)) != 1) {
            return null;
        }
        long count = count(entry);
        long from = place(entry, 1, count);
        if (from < 0 || count > most) {
            return null;
        }
        byte[] bytes = new byte[(int) count];
        tiff.get((int) from, bytes);
        return bytes;
    }

    /** The index of the first of a tag's bytes in a file that begins with the structure; -1 if it is absent. */
    int index(int tag) {
        int entry = entry(tag);
        return entry < 0 || bytes(tiff.getShort(entry + 2)) != 1 ? -1 : (int) place(entry, 1, count(entry));
    }

    /** The number of a tag's values; 0 if it is absent. */
    long size(int tag) {
        int entry = entry(tag);
        return entry < 0 ? 0 : count(entry);
    }

    private long count(int entry) {
        return big ? tiff.getLong(entry + 4) : tiff.getInt(entry + 4) & 0xffffffffL;
    }

    /** The index of an entry's values: inside the entry if they fit; -1 if it is outside the file. */
    private long place(int entry, int bytes, long count) {
        int field = entry + (big ? 12 : 8);
        if (count < 0 || count > tiff.limit()) {
            return -1;
        }
        if (count * bytes <= (big ? 8 : 4)) {
            return field;
        }
        long from = big ? tiff.getLong(field) : tiff.getInt(field) & 0xffffffffL;
        return from < 0 || from > tiff.limit() - count * bytes ? -1 : from;
    }

    /** The size in bytes of a value of a type; 0 for types that are not integers. */
    private static int bytes(int type) {
        return switch (type) {
            case 1, 2, 6, 7 -> 1;
            case 3, 8 -> 2;
            case 4, 9, 13 -> 4;
            case 16, 17, 18 -> 8;
            default -> 0;
        };
    }
}
