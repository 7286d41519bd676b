package dev.likeness.picture.decoding;

/**
 * The transparent colour of the first frame of a GIF file (GIF89a, sec. 23). If its index is beyond the palette, nothing is
 * transparent; the reader would take the last colour instead.
 */
final class GifTransparency {
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xf9;
    private static final int DATA = 4; // bytes
    private static final int IS_SET = 1;

    private GifTransparency() {}

    /** The file, or a copy without a transparent colour that its palette does not have. */
    static byte[] valid(byte[] file) {
        int frame = GifCanvas.descriptor(file);
        if (frame < 0) {
            return file;
        }
        int colours = colours(file[frame + 9] < 0 ? file[frame + 9] : file[10]);
        byte[] valid = file;
        for (int at = GifCanvas.behindPalette(file); at < frame; at = GifCanvas.behindExtension(file, at)) {
            boolean beyond = file[at] == EXTENSION
                    && (file[at + 1] & 0xff) == CONTROL
                    && file[at + 2] == DATA
                    && (file[at + 3] & IS_SET) != 0
                    && (file[at + 6] & 0xff) >= colours;
            if (beyond) {
                valid = valid == file ? file.clone() : valid;
                valid[at + 3] &= ~IS_SET;
            }
        }
        return valid;
    }

    /** The colours of a palette by the byte that describes it; more than any index if there is none. */
    private static int colours(byte flags) {
        return flags < 0 ? 2 << (flags & 7) : Integer.MAX_VALUE;
    }
}
