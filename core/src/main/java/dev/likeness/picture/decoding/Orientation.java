package dev.likeness.picture.decoding;

import dev.likeness.picture.decoding.JpegSegments.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The EXIF orientation of a picture file (EXIF 2.32, tag 0x0112), and the rotation of pixels to upright.
 *
 * <p>This is one number in a few hundred bytes. It is read here directly, because parsing all metadata would take
 * longer than decoding a small picture. A malformed tag counts as upright, so that it does not make a picture
 * unreadable.
 */
final class Orientation {
    /** Row 0 is the top, column 0 the left: no rotation. */
    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;
    private static final int WEBP_HAS_EXIF = 0x08;

    private Orientation() {}

    /** The orientation recorded in an encoded picture: 1 to 8. */
    static int of(byte[] file, PictureFormat format) {
        return switch (format) {
            case JPEG -> inJpeg(file);
            case PNG -> inPng(file);
            case WEBP -> inWebp(file);
            case TIFF, GIF, BMP, PNM -> UPRIGHT; // of several pages of a TIFF file, each has its own
        };
    }

    /** In an APP1 segment, behind "Exif\0\0". */
    private static int inJpeg(byte[] file) {
        for (Segment segment : JpegSegments.of(file).list()) {
            if (segment.marker() == JpegSegments.APP1
                    && segment.length() >= 6
                    && startsWithExif(file, segment.from())) {
                return inTiff(file, segment.from() + 6);
            }
        }
        return UPRIGHT;
    }

    private static boolean startsWithExif(byte[] file, int at) {
        return at + 6 <= file.length
                && file[at] == 'E'
                && file[at + 1] == 'x'
                && file[at + 2] == 'i'
                && file[at + 3] == 'f'
                && file[at + 4] == 0;
    }

    /** Chunks are length, name, data and checksum; one with a wrong checksum counts as absent. */
    private static int inPng(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        long at = 8;
        while (at + 12 <= file.length) {
            int chunk = (int) at;
            long length = bytes.getInt(chunk) & 0xffffffffL;
            if (isNamed(bytes, chunk + 4, "IEND") || at + 12 + length > file.length) {
                return UPRIGHT;
            }
            if (isNamed(bytes, chunk + 4, "eXIf")) {
                CRC32 sum = new CRC32();
                sum.update(file, chunk + 4, (int) length + 4);
                return (int) sum.getValue() == bytes.getInt(chunk + 8 + (int) length)
                        ? inExif(file, chunk + 8)
                        : UPRIGHT;
            }
            at += 12 + length;
        }
        return UPRIGHT;
    }

    /** Chunks are name, length, and data filled to an even length. The first one, VP8X, tells whether there is an EXIF chunk. */
    private static int inWebp(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long at = 12;
        boolean stated = file.length > 20 && isNamed(bytes, 12, "VP8X") && (file[20] & WEBP_HAS_EXIF) != 0;
        while (stated && at + 8 <= file.length) {
            if (isNamed(bytes, (int) at, "EXIF")) {
                return inExif(file, (int) at + 8);
            }
            long length = bytes.getInt((int) at + 4) & 0xffffffffL;
            at += 8 + length + (length & 1);
        }
        return UPRIGHT;
    }

    /** Some writers keep JPEG's prefix in front of the TIFF header. */
    private static int inExif(byte[] file, int at) {
        return inTiff(file, startsWithExif(file, at) ? at + 6 : at);
    }

    private static boolean isNamed(ByteBuffer file, int at, String name) {
        for (int i = 0; i < 4; i++) {
            if (file.get(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int inTiff(byte[] file, int start) {
        TiffDirectory directory = TiffDirectory.first(file, start);
        return directory == null ? UPRIGHT : of(directory);
    }

    /** The orientation recorded in a directory of a TIFF structure. */
    static int of(TiffDirectory directory) {
        long value = directory.value(TAG, UPRIGHT);
        return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
    }

    /** The picture, rotated to upright. The number states the position of the stored row 0 and column 0. */
    static Pixels upright(Pixels stored, int orientation) {
        if (orientation == UPRIGHT) {
            return stored;
        }
        int w = stored.width();
        int h = stored.height();
        boolean swapped = orientation >= 5;
        int width = swapped ? h : w;
        int height = swapped ? w : h;
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                int column = switch (orientation) {
                    case 2, 3 -> w - 1 - x;
                    case 5, 6 -> y;
                    case 7, 8 -> w - 1 - y;
                    default -> x;
                };
                int row = switch (orientation) {
                    case 3, 4 -> h - 1 - y;
                    case 5, 8 -> x;
                    case 6, 7 -> h - 1 - x;
                    default -> y;
                };
                int source = 3 * (row * w + column);
                to[at] = from[source];
                to[at + 1] = from[source + 1];
                to[at + 2] = from[source + 2];
            }
        }
        return new Pixels(width, height, to);
    }
}
