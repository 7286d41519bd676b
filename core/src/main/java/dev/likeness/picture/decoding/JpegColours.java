package dev.likeness.picture.decoding;

import dev.likeness.picture.decoding.JpegSegments.Segment;

/**
 * The colour model of JPEG files that state it twice, or in an unusual way. As in libjpeg, JFIF always means YCbCr, also beside
 * Adobe's marker; three components with other names than R, G and B are YCbCr; and four with Adobe's marker for a
 * transformation are YCCK. The reader used here would decide otherwise.
 */
final class JpegColours {
    private static final int TRANSFORM = 11; // the index of Adobe's colour model in its segment
    private static final int COUNT = 5; // the index of the number of components in a frame's header

    private static final byte YCBCR = 1;
    private static final byte YCCK = 2;

    /** Version 1.2, one dot in each direction, no thumbnail. */
    private static final byte[] JFIF = {
        (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0
    };

    private JpegColours() {}

    /** The file, or a copy whose Adobe marker agrees with its JFIF marker. */
    static byte[] agreed(byte[] file) {
        boolean jfif = false;
        int adobe = -1;
        for (Segment segment : JpegSegments.of(file).list()) {
            if (segment.isFrame()) {
                return segment.length() <= COUNT ? file : agreed(file, jfif, adobe, segment.from() + COUNT);
            }
            jfif |= segment.marker() == JpegSegments.APP0 && segment.length() >= 14 && segment.isNamed(file, "JFIF\0");
            if (segment.marker() == JpegSegments.APP14
                    && segment.length() > TRANSFORM
                    && segment.isNamed(file, "Adobe")) {
                adobe = segment.from() + TRANSFORM;
            }
        }
        return file;
    }

    /** For each component: its identifier, its factors and its table. */
    private static byte[] agreed(byte[] file, boolean jfif, int adobe, int count) {
        if (file[count] == 3 && jfif && adobe >= 0 && file[adobe] == 0) {
            return with(file, adobe, YCBCR);
        }
        if (file[count] == 4 && adobe >= 0 && file[adobe] == YCBCR) {
            return with(file, adobe, YCCK);
        }
        boolean photoYcc = count + 9 < file.length
                && file[count] == 3
                && file[count + 1] == 'Y'
                && file[count + 4] == 'C'
                && file[count + 7] == 'c';
        return photoYcc && !jfif && adobe < 0 ? withJfif(file) : file;
    }

    private static byte[] with(byte[] file, int adobe, byte transform) {
        byte[] copy = file.clone();
        copy[adobe] = transform;
        return copy;
    }

    private static byte[] withJfif(byte[] file) {
        byte[] copy = new byte[file.length + JFIF.length];
        System.arraycopy(file, 0, copy, 0, 2);
        System.arraycopy(JFIF, 0, copy, 2, JFIF.length);
        System.arraycopy(file, 2, copy, 2 + JFIF.length, file.length - 2);
        return copy;
    }
}
