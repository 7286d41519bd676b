package dev.likeness.picture.decoding;

/**
 * Finds quantisation steps above 255 in a JPEG file (ITU-T T.81, B.2.4.1), which very low qualities have. TwelveMonkeys'
 * reader reduces such tables to bytes, and with them the steps; the JDK's reader takes them as they are.
 */
final class JpegTables {
    private static final int STEPS = 64;
    private static final int LARGEST_BYTE = 255;

    private JpegTables() {}

    /** Whether a table before the first scan has a step above 255. */
    static boolean areWide(byte[] file) {
        return areWide(file, 0, file.length);
    }

    /** As {@link #areWide(byte[])}, of a JPEG stream inside a file. */
    static boolean areWide(byte[] file, int from, int to) {
        return JpegSegments.of(file, from, to).list().stream()
                .anyMatch(segment ->
                        segment.marker() == JpegSegments.TABLES && isWide(file, segment.from(), segment.end()));
    }

    /** Tables: the bytes of a step (0: one, 1: two) and the number of the table in half a byte each, then the steps. */
    private static boolean isWide(byte[] file, int from, int end) {
        int at = from;
        while (at < end) {
            int bytes = (file[at] & 0xff) >> 4 == 0 ? 1 : 2;
            for (int i = 0; bytes == 2 && i < STEPS && at + 3 + 2 * i <= end; i++) {
                if (two(file, at + 1 + 2 * i) > LARGEST_BYTE) {
                    return true;
                }
            }
            at += 1 + bytes * STEPS;
        }
        return false;
    }

    private static int two(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
    }
}
