package dev.likeness.picture.decoding;

import org.jspecify.annotations.Nullable;

/** Whether a JPEG file is of a kind that is read, by the first frame header (ITU-T T.81, table B.1). */
final class JpegKind {
    private JpegKind() {}

    /** @throws UnreadKindException if it is of a kind that is not read */
    static void requireRead(byte[] file) throws UnreadKindException {
        int at = 2;
        while (at + 10 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (marker == 0xff) { // a fill byte
                at++;
                continue;
            }
            String kind = kind(marker, file[at + 4] & 0xff, (file[at + 5] & 0xff) << 8 | file[at + 6] & 0xff);
            if (kind != null) {
                throw new UnreadKindException(kind);
            }
            if (isFrame(marker) || marker == 0xda || marker == 0xd9) {
                return;
            }
            at += 2 + ((file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff));
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
                        ? "a JPEG picture of " + bits + " bits for each sample"
                        : height == 0 ? "a JPEG picture that states its height behind its pixels" : null;
            case 0xc5, 0xc6, 0xc7, 0xde -> "a hierarchical JPEG picture";
            case 0xc9, 0xca -> "a JPEG picture with arithmetic coding";
            case 0xcb -> "a lossless JPEG picture with arithmetic coding";
            case 0xcd, 0xce, 0xcf -> "a hierarchical JPEG picture with arithmetic coding";
            default -> null;
        };
    }

    /** Whether anything lies between the segments before the first scan: harmless, and warned of like lost data. */
    static boolean hasGaps(byte[] file) {
        int at = 2;
        while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (marker == 0xda) {
                return false;
            }
            at += marker == 0xff ? 1 : 2 + ((file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff));
        }
        return true;
    }
}
