package dev.likeness.picture;

/**
 * The size of the pictures that a model takes.
 *
 * @param width in pixels, 1 to 30000
 * @param height in pixels, 1 to 30000
 * @param channels 1 for grey, 3 for RGB
 */
public record PictureShape(int width, int height, int channels) {
    private static final int MAX_SIDE = 30_000;
    private static final long MAX_PIXELS = 100_000_000;

    public PictureShape {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "a picture shape is 1 to 30000 pixels wide and high, not " + width + "x" + height);
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("a picture has 1 channel (grey) or 3 (RGB), not " + channels);
        }
        if ((long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "a picture shape has at most 100 megapixels, not " + width + "x" + height);
        }
    }

    /** The number of bytes of one picture of this shape. */
    public int bytes() {
        return width * height * channels;
    }
}
