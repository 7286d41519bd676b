package dev.likeness.picture.reader;

/**
 * The size and the meaning of the samples of a picture.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param colours 1 for grey, 3 for red, green and blue
 * @param opacity how opacity is stored
 * @param bits of a sample, 8 to 16
 * @param profile the ICC profile of the colours; empty for sRGB. A damaged one is ignored
 */
@SuppressWarnings("ArrayRecordComponent") // used for one picture, never compared
public record SampleLayout(int width, int height, int colours, Opacity opacity, int bits, byte[] profile) {
    /** How opacity is stored. */
    public enum Opacity {
        /** There is none. */
        NONE,
        /** As one more sample of each pixel. */
        STRAIGHT,
        /** As one more sample, by which the colours are multiplied. */
        PREMULTIPLIED
    }

    public SampleLayout {
        if (width < 1 || height < 1 || (colours != 1 && colours != 3) || bits < 8 || bits > 16) {
            throw new IllegalArgumentException(width + "x" + height + " pixels of " + colours + " colours with " + bits
                    + " bits; allowed are 1 or 3 colours with 8 to 16 bits");
        }
    }

    /** The number of samples of a pixel. */
    public int samples() {
        return colours + (opacity == Opacity.NONE ? 0 : 1);
    }

    /** The number of bytes of a row. */
    public int bytesOfRow() {
        return Math.multiplyExact(width, samples() * (bits > 8 ? 2 : 1));
    }
}
