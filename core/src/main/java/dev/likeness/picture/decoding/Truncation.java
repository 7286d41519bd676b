package dev.likeness.picture.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Detects truncated picture files, such as from a broken download or a full disk. Several readers fill the missing part
 * with grey and report success; a comparison would then use pixels that are not in the picture.
 */
final class Truncation {
    private static final int GIF_TRAILER = 0x3b;

    private Truncation() {}

    /** Whether the structure of the file shows that bytes are missing at its end. A malformed structure is ignored. */
    static boolean endsEarly(byte[] file, PictureFormat format) {
        return switch (format) {
            case JPEG -> jpegEndsEarly(file);
            case PNG -> pngEndsEarly(ByteBuffer.wrap(file));
            case WEBP -> file.length >= 8 && 8 + unsigned(file, 4, ByteOrder.LITTLE_ENDIAN) > file.length;
            case TIFF ->
                file.length < 8 || (file[2] + file[3] == 42 && unsigned(file, 4, order(file)) + 2 > file.length);
            case GIF, BMP, PNM -> false; // their readers detect it
        };
    }

    /** Whether a reader failed because it reached the end of the file. */
    static boolean isCauseOf(Throwable failure, byte[] file, PictureFormat format) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The TIFF reader passes EOFExceptions on as values and then fails to cast them.
            if (cause.toString().contains("EOFException")) {
                return true;
            }
        }
        return format == PictureFormat.GIF && file[file.length - 1] != GIF_TRAILER;
    }

    /**
     * The end marker must come after the start of the first scan, because previews in the header have end markers, too.
     */
    private static boolean jpegEndsEarly(byte[] file) {
        JpegSegments segments = JpegSegments.of(file);
        return segments.reachScan() ? !hasEndAfter(file, segments.stop()) : segments.stop() + 4 > file.length;
    }

    private static boolean hasEndAfter(byte[] file, int start) {
        for (int i = file.length - 2; i >= start; i--) { // backwards, because it is usually at the end
            if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == 0xd9) {
                return true;
            }
        }
        return false;
    }

    private static boolean pngEndsEarly(ByteBuffer file) {
        long at = 8;
        while (at + 12 <= file.limit()) {
            if (file.getInt((int) at + 4) == 0x49454e44) { // IEND
                return false;
            }
            at += 12 + (file.getInt((int) at) & 0xffffffffL);
        }
        return true;
    }

    private static ByteOrder order(byte[] tiff) {
        return tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static long unsigned(byte[] file, int at, ByteOrder order) {
        return ByteBuffer.wrap(file).order(order).getInt(at) & 0xffffffffL;
    }
}
