package dev.likeness.train.sampling;

import dev.likeness.picture.PictureShape;

/** Makes dark strokes thicker or thinner by a fraction of a pixel: each pixel moves towards the darkest or the lightest near it. */
final class StrokeWidth {
    private StrokeWidth() {}

    /**
     * The changed picture.
     *
     * @param pixels {@code [h,w,C]} unsigned bytes
     * @param amount -1 to 1: above 0 each pixel moves by this share to the minimum of itself and its four neighbours (grey
     *     erosion, which thickens dark strokes), below 0 to their maximum
     */
    static byte[] change(byte[] pixels, PictureShape shape, double amount) {
        int channels = shape.channels();
        int row = shape.width() * channels;
        int sign = amount > 0 ? 1 : -1;
        float share = (float) Math.abs(amount);
        byte[] changed = new byte[pixels.length];
        for (int at = 0; at < pixels.length; at++) {
            int x = at % row;
            int here = pixels[at] & 0xff;
            int extreme = here;
            if (x >= channels) {
                extreme = further(extreme, pixels[at - channels], sign);
            }
            if (x < row - channels) {
                extreme = further(extreme, pixels[at + channels], sign);
            }
            if (at >= row) {
                extreme = further(extreme, pixels[at - row], sign);
            }
            if (at < pixels.length - row) {
                extreme = further(extreme, pixels[at + row], sign);
            }
            changed[at] = (byte) (here + share * (extreme - here) + 0.5f);
        }
        return changed;
    }

    private static int further(int value, byte other, int sign) {
        int grey = other & 0xff;
        return sign > 0 ? Math.min(value, grey) : Math.max(value, grey);
    }
}
