package dev.likeness.picture;

import java.awt.Transparency;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
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
    Picture picture(@Nullable ICC_Profile profile) {
        return profile == null || profile.getNumComponents() != 3 ? onWhite() : Flattening.of(with(profile));
    }

    private Picture onWhite() {
        byte[] rgb = new byte[3 * argb.length];
        for (int i = 0, at = 0; i < argb.length; i++) {
            int pixel = argb[i];
            int opacity = alpha ? pixel >>> 24 : 255;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int value = pixel >> shift & 0xff;
                rgb[at++] = (byte) (opacity == 255 ? value : (value * opacity + 255 * (255 - opacity) + 127) / 255);
            }
        }
        return new Picture(width, height, rgb);
    }

    private BufferedImage with(ICC_Profile profile) {
        int bands = alpha ? 4 : 3;
        byte[] samples = new byte[bands * argb.length]; // [H,W] -> [H,W,bands]
        for (int i = 0, at = 0; i < argb.length; i++) {
            samples[at++] = (byte) (argb[i] >> 16);
            samples[at++] = (byte) (argb[i] >> 8);
            samples[at++] = (byte) argb[i];
            if (alpha) {
                samples[at++] = (byte) (argb[i] >> 24);
            }
        }
        int[] offsets = alpha ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2};
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length), width, height, bands * width, bands, offsets, null);
        ColorModel model = new ComponentColorModel(
                new ICC_ColorSpace(profile),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }
}
