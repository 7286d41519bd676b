package dev.likeness.picture.decoding;

import dev.likeness.picture.decoding.JpegSegments.Segment;
import org.jspecify.annotations.Nullable;

/** Whether a JPEG file is of a supported type, by the first frame header (ITU-T T.81, table B.1). */
final class JpegType {
    private JpegType() {}

    /** @throws UnsupportedTypeException if its type is not supported */
    static void requireRead(byte[] file) throws UnsupportedTypeException {
        for (Segment segment : JpegSegments.of(file).list()) {
            if (segment.length() >= 3) {
                int at = segment.from();
                int height = (file[at + 1] & 0xff) << 8 | file[at + 2] & 0xff;
                String kind = kind(segment.marker(), file[at] & 0xff, height);
                if (kind != null) {
                    throw new UnsupportedTypeException(kind);
                }
            }
            if (isFrame(segment.marker())) {
                return;
            }
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static @Nullable String kind(int marker, int bits, int height) {
        return switch (marker) {
            case 0xf7 -> "a JPEG-LS picture";
            case 0xc0, 0xc1, 0xc2 ->
                bits != 8
                        ? "a JPEG picture of " + bits + " bits per sample"
                        : height == 0 ? "a JPEG picture that states its height after its pixels" : null;
            case 0xc5, 0xc6, 0xc7, 0xde -> "a hierarchical JPEG picture";
            case 0xc9, 0xca -> "a JPEG picture with arithmetic coding";
            case 0xcb -> "a lossless JPEG picture with arithmetic coding";
            case 0xcd, 0xce, 0xcf -> "a hierarchical JPEG picture with arithmetic coding";
            default -> null;
        };
    }

    /**
     * Whether there are extra bytes between the segments before the first scan: harmless, but with the same warning as
     * lost data.
     */
    static boolean hasGaps(byte[] file) {
        return !JpegSegments.of(file).reachScan();
    }
}
