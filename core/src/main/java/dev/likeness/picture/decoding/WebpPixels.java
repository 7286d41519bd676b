package dev.likeness.picture.decoding;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * The decoded pixels of a WebP frame.
 *
 * @param alpha whether the upper byte is an opacity; if not, all pixels are opaque
 * @param argb {@code [H,W]}, alpha, red, green and blue from the highest byte to the lowest, colours not multiplied by alpha
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record WebpPixels(int width, int height, boolean alpha, int[] argb) {
    /** The pixels of an image in sRGB. */
    static WebpPixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        return new WebpPixels(width, height, image.getColorModel().hasAlpha(), argb);
    }

    /** In sRGB, on white. A profile that is not one of RGB counts as none. */
    Pixels picture(@Nullable SrgbConversion profile) {
        byte[] rgb = new byte[3 * argb.length];
        int[] row = new int[3 * width];
        for (int y = 0; y < height; y++) {
            colours(y, row);
            if (profile != null && profile.components() == 3) {
                profile.convert(new SrgbConversion.Row(row.clone(), 3, width, 255), row);
            }
            for (int i = 0, at = 3 * width * y; i < row.length; i++, at++) {
                int opacity = alpha ? argb[width * y + i / 3] >>> 24 : 255;
                rgb[at] = PixelRows.onWhite(row[i], opacity);
            }
        }
        return new Pixels(width, height, rgb);
    }

    private void colours(int y, int[] row) {
        for (int x = 0, at = 0; x < width; x++) {
            int pixel = argb[width * y + x];
            row[at++] = pixel >> 16 & 0xff;
            row[at++] = pixel >> 8 & 0xff;
            row[at++] = pixel & 0xff;
        }
    }
}
