package dev.likeness.picture;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * From any {@link BufferedImage} to {@code [H,W,3]} sRGB bytes, transparency laid on white.
 *
 * <p>Grey samples are copied as they are: Java2D takes its grey colour space for linear light and would brighten them on
 * the way to sRGB (128 becomes 188), where every other tool takes a grey value for itself. Greys that come with a
 * profile of their own go by its curve.
 */
final class Flattening {
    private Flattening() {}

    static Picture of(BufferedImage image) {
        ColorModel colors = image.getColorModel();
        int type = colors.getColorSpace().getType();
        boolean integral = colors.getTransferType() != DataBuffer.TYPE_FLOAT
                && colors.getTransferType() != DataBuffer.TYPE_DOUBLE
                && colors.getTransferType() != DataBuffer.TYPE_SHORT;
        if (colors instanceof IndexColorModel palette) {
            return ofPalette(image, palette);
        }
        if (integral && type == ColorSpace.TYPE_GRAY) {
            return bySpace(ofSamples(image, 1), colors.getColorSpace());
        }
        if (integral && type == ColorSpace.TYPE_RGB && colors.getColorSpace().isCS_sRGB()) {
            return isPlainBytes(image) ? ofPlainBytes(image) : ofSamples(image, 3);
        }
        return ofSamples(converted(image), 3);
    }

    private static Picture bySpace(Picture grey, ColorSpace space) {
        byte[] curve = space instanceof ICC_ColorSpace icc ? Profiles.greyCurve(icc.getProfile()) : null;
        if (curve != null) {
            for (int i = 0; i < grey.rgb().length; i++) {
                grey.rgb()[i] = curve[grey.rgb()[i] & 0xff];
            }
        }
        return grey;
    }

    private static Picture ofPalette(BufferedImage image, IndexColorModel palette) {
        int w = image.getWidth();
        int h = image.getHeight();
        int[] colors = new int[palette.getMapSize()];
        palette.getRGBs(colors);
        byte[][] laid = new byte[colors.length][3];
        for (int i = 0; i < colors.length; i++) {
            for (int c = 0; c < 3; c++) {
                laid[i][c] = onWhite(colors[i] >> (16 - 8 * c) & 0xff, colors[i] >>> 24);
            }
        }
        byte[] rgb = new byte[3 * w * h];
        Raster raster = image.getRaster();
        int[] row = new int[w];
        for (int y = 0, at = 0; y < h; y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, w, 1, 0, row);
            for (int x = 0; x < w; x++, at += 3) {
                byte[] color = laid[Math.min(row[x], laid.length - 1)];
                rgb[at] = color[0];
                rgb[at + 1] = color[1];
                rgb[at + 2] = color[2];
            }
        }
        return new Picture(w, h, rgb);
    }

    /** Opaque RGB in interleaved bytes, the common case of a photograph: copied three bytes at a time. */
    private static boolean isPlainBytes(BufferedImage image) {
        return !image.getColorModel().hasAlpha()
                && image.getRaster().getDataBuffer() instanceof DataBufferByte
                && image.getSampleModel() instanceof PixelInterleavedSampleModel
                && image.getSampleModel().getNumBands() == 3;
    }

    private static Picture ofPlainBytes(BufferedImage image) {
        int w = image.getWidth();
        int h = image.getHeight();
        Raster raster = image.getRaster();
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) image.getSampleModel();
        byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
        int offset = raster.getDataBuffer().getOffset();
        int[] bands = model.getBandOffsets();
        int step = model.getPixelStride();
        byte[] rgb = new byte[3 * w * h];
        for (int y = 0, at = 0; y < h; y++) {
            int from = offset
                    + (y + raster.getMinY() - raster.getSampleModelTranslateY()) * model.getScanlineStride()
                    + (raster.getMinX() - raster.getSampleModelTranslateX()) * step;
            for (int x = 0; x < w; x++, at += 3, from += step) {
                rgb[at] = data[from + bands[0]];
                rgb[at + 1] = data[from + bands[1]];
                rgb[at + 2] = data[from + bands[2]];
            }
        }
        return new Picture(w, h, rgb);
    }

    /** Samples of any integer depth: {@code colors} bands (1 grey or 3 RGB), and after them alpha if there is one. */
    private static Picture ofSamples(BufferedImage image, int colors) {
        int w = image.getWidth();
        int h = image.getHeight();
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int bands = raster.getNumBands();
        boolean alpha = model.hasAlpha() && bands > colors;
        boolean premultiplied = alpha && model.isAlphaPremultiplied();
        long[] top = new long[bands]; // the largest value of each band
        for (int b = 0; b < bands; b++) {
            top[b] = (1L << Math.min(model.getComponentSize(Math.min(b, model.getNumComponents() - 1)), 32)) - 1;
        }
        byte[] rgb = new byte[3 * w * h];
        int[] row = new int[w * bands];
        for (int y = 0, at = 0; y < h; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, w, 1, row);
            for (int x = 0; x < w; x++) {
                int pixel = x * bands;
                int opacity = alpha ? eightBits(row[pixel + colors], top[colors]) : 255;
                for (int c = 0; c < 3; c++) {
                    int band = colors == 1 ? 0 : c;
                    int value = eightBits(row[pixel + band], top[band]);
                    rgb[at++] = premultiplied ? (byte) Math.min(255, value + 255 - opacity) : onWhite(value, opacity);
                }
            }
        }
        return new Picture(w, h, rgb);
    }

    private static int eightBits(int value, long top) {
        return top == 255 ? value : (int) (((value & 0xffffffffL) * 255 + top / 2) / top);
    }

    private static byte onWhite(int value, int opacity) {
        return (byte) ((value * opacity + 255 * (255 - opacity) + 127) / 255);
    }

    /**
     * Other colour spaces (a camera's profile, CMYK left as it was) go through Java2D's colour management; not by drawing,
     * which takes every RGB in bytes for sRGB.
     */
    private static BufferedImage converted(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage srgb = new BufferedImage(image.getWidth(), image.getHeight(), type);
        return new ColorConvertOp(null).filter(image, srgb);
    }
}
