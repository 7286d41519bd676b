package dev.likeness.picture.decoding;

/**
 * The colour model of JPEG files that state it twice. JFIF always means YCbCr, and libjpeg believes it before Adobe's marker; the
 * reader here would believe Adobe's.
 */
final class JpegColours {
    private static final int TRANSFORM = 15; // the index of Adobe's colour model, from its marker

    private JpegColours() {}

    /** The same file, or a copy whose Adobe marker agrees with its JFIF marker. */
    static byte[] agreed(byte[] file) {
        boolean jfif = false;
        int adobe = -1;
        int at = 2;
        while (at + 16 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            int length = (file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff);
            if (marker == 0xda) {
                return file;
            }
            if (marker >= 0xc0 && marker <= 0xc2) {
                boolean contradicts = jfif && adobe >= 0 && file[adobe] == 0 && file[at + 9] == 3;
                return contradicts ? withYcbcr(file, adobe) : file;
            }
            jfif |= marker == 0xe0
                    && length >= 16
                    && PictureFormat.text(file, at + 4, 5).equals("JFIF\0");
            if (marker == 0xee
                    && length >= 14
                    && PictureFormat.text(file, at + 4, 5).equals("Adobe")) {
                adobe = at + TRANSFORM;
            }
            at += marker == 0xff ? 1 : 2 + length;
        }
        return file;
    }

    private static byte[] withYcbcr(byte[] file, int adobe) {
        byte[] copy = file.clone();
        copy[adobe] = 1;
        return copy;
    }
}
