package dev.likeness.picture.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A TIFF file of one strip without compression, put together tag by tag. */
final class TiffFile {
    private final ByteOrder order;
    private final boolean big;
    private final Map<Integer, long[]> tags = new TreeMap<>();
    private byte[] profile = {};

    TiffFile(ByteOrder order, boolean big) {
        this.order = order;
        this.big = big;
    }

    /** Little-endian and classic, of some size, with samples of some bits. */
    static TiffFile of(int width, int height, int samples, int bits) {
        return new TiffFile(ByteOrder.LITTLE_ENDIAN, false).sized(width, height, samples, bits);
    }

    TiffFile sized(int width, int height, int samples, int bits) {
        long[] each = new long[samples];
        java.util.Arrays.fill(each, bits);
        return with(256, width)
                .with(257, height)
                .with(258, each)
                .with(259, 1)
                .with(262, samples >= 3 ? 2 : 1)
                .with(277, samples)
                .with(278, height);
    }

    TiffFile with(int tag, long... values) {
        tags.put(tag, values);
        return this;
    }

    TiffFile with(byte[] iccProfile) {
        profile = iccProfile;
        return this;
    }

    byte[] file(byte[] pixels) {
        int pixelsAt = 16;
        int profileAt = pixelsAt + pixels.length;
        int spareAt = profileAt + profile.length + (profile.length & 1) + 16;
        spareAt += spareAt & 1;
        with(273, pixelsAt).with(279, tags.containsKey(279) ? tags.get(279)[0] : pixels.length);
        int spare = tags.values().stream().mapToInt(v -> 2 * v.length).sum();
        int directory = spareAt + spare + 16;
        int entries = tags.size() + (profile.length > 0 ? 1 : 0);
        ByteBuffer file = ByteBuffer.allocate(directory + 16 + 20 * entries).order(order);
        file.put(0, (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(1, file.get(0));
        file.putShort(2, (short) (big ? 43 : 42));
        if (big) {
            file.putShort(4, (short) 8).putLong(8, directory);
        } else {
            file.putInt(4, directory);
        }
        file.put(pixelsAt, pixels).put(profileAt, profile);
        file.position(directory);
        if (big) {
            file.putLong(entries);
        } else {
            file.putShort((short) entries);
        }
        int place = spareAt;
        for (Map.Entry<Integer, long[]> tag : tags.entrySet()) {
            place = entry(file, tag.getKey(), tag.getValue(), place);
        }
        if (profile.length > 0) {
            file.putShort((short) 34675).putShort((short) 7);
            if (big) {
                file.putLong(profile.length).putLong(profileAt);
            } else {
                file.putInt(profile.length).putInt(profileAt);
            }
        }
        return file.array();
    }

    /** An entry of shorts, or of one long where a short is too small. */
    private int entry(ByteBuffer file, int tag, long[] values, int place) {
        boolean wide = values.length == 1 && values[0] > 65_535;
        file.putShort((short) tag).putShort((short) (wide ? 4 : 3));
        if (big) {
            file.putLong(values.length);
        } else {
            file.putInt(values.length);
        }
        int field = file.position();
        int room = big ? 8 : 4;
        boolean inside = wide || 2 * values.length <= room;
        int at = inside ? field : place;
        if (wide) {
            file.putInt(field, (int) values[0]);
        } else {
            for (int i = 0; i < values.length; i++) {
                file.putShort(at + 2 * i, (short) values[i]);
            }
            if (!inside && big) {
                file.putLong(field, place);
            } else if (!inside) {
                file.putInt(field, place);
            }
        }
        file.position(field + room);
        return inside ? place : place + 2 * values.length;
    }
}
