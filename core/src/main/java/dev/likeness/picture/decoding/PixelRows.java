package dev.likeness.picture.decoding;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Converts rows of samples, described by a {@link ColorModel}, to sRGB bytes with transparency blended with white.
 *
 * <p>The range is 0 to the largest value of the bits for unsigned integers, 0 to the largest value for signed integers,
 * and 0 to 1 for floating point; other values are clamped. A sample is a grey or colour value, not linear light: Java2D
 * treats grey as linear light and would brighten it (128 becomes 188). Only a {@link SrgbConversion} changes colours.
 */
final class PixelRows {
    private static final int FULL = 65_535;

    private final ColorModel model;
    private final SampleMeaning meaning;
    private final @Nullable SrgbConversion conversion;
    private final int colors;
    private final boolean alpha;
    private final byte @Nullable [] palette; // red, green, blue of each index
    private int[] sample = {}; // of one row, 0 to top
    private float[] fraction = {}; // of one row, where samples are in floating point
    private double[] wide = {};
    private int[] eight = {}; // red, green, blue of one row after a conversion

    /**
     * @param conversion from the model's colours to sRGB; null if they are sRGB or plain grey values
     */
    PixelRows(ColorModel model, SampleMeaning meaning, @Nullable SrgbConversion conversion) {
        this.model = model;
        this.meaning = meaning;
        this.conversion = conversion;
        this.colors = model.getNumColorComponents();
        this.alpha = model.hasAlpha();
        this.palette = model instanceof IndexColorModel index ? laid(index, conversion) : null;
    }

    /** With the conversion of the model itself. */
    static PixelRows of(ColorModel model) {
        return new PixelRows(model, SampleMeaning.DEFAULT, SrgbConversion.of(model.getColorSpace()));
    }

    /**
     * Converts a part of one row.
     *
     * @param x the first pixel, in the coordinates of the raster
     * @param rgb the target of the pixels, three bytes for each
     * @param at the index of the first byte
     */
    void convert(Raster raster, int x, int y, int width, byte[] rgb, int at) {
        int bands = raster.getNumBands();
        if (palette != null) {
            indexed(raster, x, y, width, rgb, at);
        } else if (!(model instanceof ComponentColorModel) && !(model instanceof DirectColorModel)) {
            asked(raster, x, y, width, rgb, at);
        } else if (bands < colors) {
            throw new IllegalArgumentException("pixels of " + bands + " samples cannot hold " + colors + " colours");
        } else {
            samples(raster, x, y, width);
            if (conversion == null) {
                plain(width, bands, rgb, at);
            } else {
                converted(conversion, width, bands, rgb, at);
            }
        }
    }

    private void indexed(Raster raster, int x, int y, int width, byte[] rgb, int at) {
        byte[] colours = palette == null ? new byte[3] : palette;
        sample = raster.getSamples(x, y, width, 1, 0, sample.length < width ? null : sample);
        for (int i = 0; i < width; i++, at += 3) {
            System.arraycopy(colours, 3 * Math.min(sample[i], colours.length / 3 - 1), rgb, at, 3);
        }
    }

    /** Other colour models: converts each pixel by the model. */
    private void asked(Raster raster, int x, int y, int width, byte[] rgb, int at) {
        Object pixel = null;
        for (int i = 0; i < width; i++, at += 3) {
            pixel = raster.getDataElements(x + i, y, pixel);
            int argb = model.getRGB(pixel);
            for (int c = 0; c < 3; c++) {
                rgb[at + c] = onWhite(argb >> (16 - 8 * c) & 0xff, argb >>> 24);
            }
        }
    }

    /**
     * Fills {@link #sample} with the samples of a row: with eight bits if they have at most eight, otherwise with
     * sixteen.
     */
    private void samples(Raster raster, int x, int y, int width) {
        int bands = raster.getNumBands();
        int length = width * bands;
        switch (raster.getTransferType()) {
            case DataBuffer.TYPE_FLOAT -> {
                fraction = raster.getPixels(x, y, width, 1, fraction.length < length ? null : fraction);
                requireRoom(length);
                for (int i = 0; i < length; i++) {
                    sample[i] = sixteen(fraction[i]);
                }
            }
            case DataBuffer.TYPE_DOUBLE -> {
                wide = raster.getPixels(x, y, width, 1, wide.length < length ? null : wide);
                requireRoom(length);
                for (int i = 0; i < length; i++) {
                    sample[i] = sixteen(wide[i]);
                }
            }
            default -> {
                requireRoom(length);
                raster.getPixels(x, y, width, 1, sample);
                for (int b = 0; b < bands; b++) {
                    scale(b, bands, length, raster.getTransferType());
                }
            }
        }
        invert(bands, length);
    }

    private void requireRoom(int length) {
        if (sample.length < length) {
            sample = new int[length];
        }
    }

    private static int sixteen(double value) {
        return value >= 1 ? FULL : value > 0 ? (int) (value * FULL + 0.5) : 0; // NaN becomes 0
    }

    /** The largest value that samples have once they are {@linkplain #samples read}. */
    private int top() {
        int type = model.getTransferType();
        boolean fractions = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        return fractions || widest() > 8 ? FULL : 255;
    }

    private int widest() {
        int most = 0;
        for (int c = 0; c < Math.min(model.getNumComponents(), colors + (alpha ? 1 : 0)); c++) {
            most = Math.max(most, model.getComponentSize(c));
        }
        return most;
    }

    private void scale(int band, int bands, int length, int type) {
        int bits = Math.min(32, model.getComponentSize(Math.min(band, model.getNumComponents() - 1)));
        boolean signed = meaning.signed() || type == DataBuffer.TYPE_SHORT;
        long mask = (1L << bits) - 1;
        long most = signed ? mask >> 1 : mask;
        int top = top();
        if (most == top && !signed && !meaning.complemented()) {
            for (int i = band; i < length; i += bands) {
                sample[i] &= top;
            }
            return;
        }
        for (int i = band; i < length; i += bands) {
            long value = (meaning.complemented() ? ~sample[i] : sample[i]) & mask;
            value = value > most ? 0 : value; // below 0
            sample[i] = (int) ((value * top + most / 2) / most);
        }
    }

    private void invert(int bands, int length) {
        int top = top();
        if (meaning.greyInverted()) {
            for (int i = 0; i < length; i += bands) {
                sample[i] = top - sample[i];
            }
        }
        if (meaning.alphaInverted() && alpha) {
            for (int i = colors; i < length; i += bands) {
                sample[i] = top - sample[i];
            }
        }
    }

    private void plain(int width, int bands, byte[] rgb, int at) {
        int top = top();
        boolean opacity = alpha && bands > colors;
        boolean premultiplied = model.isAlphaPremultiplied();
        for (int i = 0, pixel = 0; i < width; i++, pixel += bands) {
            int a = opacity ? sample[pixel + colors] : top;
            for (int c = 0; c < 3; c++, at++) {
                int value = sample[pixel + (colors == 1 ? 0 : c)];
                rgb[at] = premultiplied ? (byte) eight(Math.min(top, value + top - a), top) : onWhite(value, a, top);
            }
        }
    }

    private void converted(SrgbConversion by, int width, int bands, byte[] rgb, int at) {
        int top = top();
        boolean opacity = alpha && bands > colors;
        if (opacity && model.isAlphaPremultiplied()) {
            divide(width, bands);
        }
        if (eight.length < 3 * width) {
            eight = new int[3 * width];
        }
        by.convert(new SrgbConversion.Row(sample, bands, width, top), eight);
        for (int i = 0, pixel = 0; i < width; i++, pixel += bands) {
            int a = opacity ? eight(sample[pixel + colors], top) : 255;
            for (int c = 0; c < 3; c++, at++) {
                rgb[at] = onWhite(eight[3 * i + c], a);
            }
        }
    }

    /** Divides colours by the opacity, because a profile applies to colours without opacity. */
    private void divide(int width, int bands) {
        long top = top();
        for (int i = 0, pixel = 0; i < width; i++, pixel += bands) {
            long a = sample[pixel + colors];
            for (int c = 0; c < colors && a > 0; c++) {
                sample[pixel + c] = (int) Math.min(top, (sample[pixel + c] * top + a / 2) / a);
            }
        }
    }

    static int eight(int value, int top) {
        return top == 255 ? value : (int) ((value * 255L + top / 2) / top);
    }

    /** A value with an opacity of 0 to {@code top}, blended with white before rounding. */
    static byte onWhite(int value, int opacity, int top) {
        if (top == 255) {
            return onWhite(value, opacity);
        }
        long square = (long) top * top;
        return (byte) ((((long) value * opacity + (long) top * (top - opacity)) * 255 + square / 2) / square);
    }

    static byte onWhite(int value, int opacity) {
        return (byte) ((value * opacity + 255 * (255 - opacity) + 127) / 255);
    }

    private static byte[] laid(IndexColorModel index, @Nullable SrgbConversion conversion) {
        int size = index.getMapSize();
        int[] argb = new int[size];
        index.getRGBs(argb);
        int[] rgb = new int[3 * size];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = argb[i / 3] >> (16 - 8 * (i % 3)) & 0xff;
        }
        boolean colours = index.getColorSpace().getType() == ColorSpace.TYPE_RGB;
        if (conversion != null && colours && conversion.components() == 3) {
            conversion.convert(new SrgbConversion.Row(rgb.clone(), 3, size, 255), rgb);
        }
        byte[] laid = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            laid[i] = onWhite(rgb[i], argb[i / 3] >>> 24);
        }
        return laid;
    }
}
