package dev.likeness.picture.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The EXIF orientation of a picture file (EXIF 2.32, tag 0x0112), and turning pixels upright by it.
 *
 * <p>One number out of a few hundred bytes: it is read here directly, as parsing all metadata would cost more than
 * decoding a small picture. Whatever is malformed counts as upright, because a wrong tag must not cost a picture.
 */
final class Orientation {
    /** Row 0 is the top, column 0 the left: nothing to turn. */
    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;

    private Orientation() {}

    /** The orientation recorded in an encoded picture: 1 to 8. */
    static int of(byte[] file, PictureFormat format) {
        return switch (format) {
            case JPEG -> inJpeg(file);
            case PNG -> inChunks(file, ByteOrder.BIG_ENDIAN, 8, "eXIf");
            case WEBP -> inChunks(file, ByteOrder.LITTLE_ENDIAN, 12, "EXIF");
            case TIFF, GIF, BMP, PNM -> UPRIGHT; // of several pages of a TIFF file, each has its own
        };
    }

    /** APP1 segments come before the first scan; each is a marker, a length of two bytes, and "Exif\0\0". */
    private static int inJpeg(byte[] file) {
        int at = 2;
        while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (marker == 0xff) { // a fill byte
                at++;
                continue;
            }
            if (marker == 0xda || marker == 0xd9) {
                return UPRIGHT;
            }
            int length = (file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff);
            if (marker == 0xe1 && length >= 8 && startsWithExif(file, at + 4)) {
                return inTiff(file, at + 10);
            }
            at += 2 + length;
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

    /** PNG chunks are length, name, data, checksum; RIFF chunks are name, length, data padded to an even length. */
    private static int inChunks(byte[] file, ByteOrder order, int start, String wanted) {
        boolean png = order == ByteOrder.BIG_ENDIAN;
        ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
        long at = start;
        while (at + 8 <= file.length) {
            long length = bytes.getInt((int) at + (png ? 0 : 4)) & 0xffffffffL;
            int name = (int) at + (png ? 4 : 0);
            if (isNamed(bytes, name, wanted)) {
                // Some writers keep JPEG's prefix in front of the TIFF header.
                int body = (int) at + 8;
                return inTiff(file, startsWithExif(file, body) ? body + 6 : body);
            }
            at += 8 + length + (png ? 4 : length & 1);
        }
        return UPRIGHT;
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

    /** The same picture, turned upright: where the stored row 0 and column 0 lie is what the number says. */
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
