package dev.likeness.augment;

import dev.likeness.picture.Picture;
import java.util.Arrays;

/** A view under construction: {@code [h,w,C]} numbers from 0 to 255; intermediate results may be outside that range. */
final class Canvas {
    final int width;
    final int height;
    final int channels;
    final float[] values;

    Canvas(int width, int height, int channels) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.values = new float[width * height * channels];
    }

    /** A canvas with a picture; it has one channel if the picture is grey. */
    static Canvas of(Picture picture) {
        Canvas canvas = new Canvas(picture.width(), picture.height(), picture.isGrey() ? 1 : 3);
        int step = 3 / canvas.channels;
        for (int i = 0; i < canvas.values.length; i++) {
            canvas.values[i] = picture.rgb()[i * step] & 0xff;
        }
        return canvas;
    }

    /** The longer side, which effects measured in shares refer to. */
    int longer() {
        return Math.max(width, height);
    }

    /** A colour in the channels of this canvas: the colour, or its grey. */
    private float[] own(float[] rgb) {
        return channels == 3 ? rgb : new float[] {0.299f * rgb[0] + 0.587f * rgb[1] + 0.114f * rgb[2]};
    }

    /** Blends a colour over all pixels, weighted by the mask. */
    void lay(float[] mask, float[] rgb) {
        float[] colour = own(rgb);
        for (int i = 0, at = 0; i < mask.length; i++, at += channels) {
            if (mask[i] > 0) {
                for (int c = 0; c < channels; c++) {
                    values[at + c] += mask[i] * (colour[c] - values[at + c]);
                }
            }
        }
    }

    /** A canvas of one colour. */
    static Canvas filled(Canvas like, int width, int height, float[] rgb) {
        Canvas filled = new Canvas(width, height, like.channels);
        float[] ones = new float[width * height];
        Arrays.fill(ones, 1);
        filled.lay(ones, rgb);
        return filled;
    }

    /** Puts another canvas onto this one. */
    void put(Canvas other, int left, int top) {
        int row = other.width * channels;
        for (int y = 0; y < other.height; y++) {
            System.arraycopy(other.values, y * row, values, ((top + y) * width + left) * channels, row);
        }
    }

    /** The picture, rounded to bytes; a canvas with one channel gives a grey picture. */
    Picture picture() {
        byte[] bytes = bytes();
        byte[] rgb = channels == 3 ? bytes : new byte[3 * bytes.length];
        if (channels == 1) {
            for (int i = 0; i < bytes.length; i++) {
                Arrays.fill(rgb, 3 * i, 3 * i + 3, bytes[i]);
            }
        }
        return new Picture(width, height, rgb);
    }

    /** The values, rounded to bytes. */
    byte[] bytes() {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) grey(values[i]);
        }
        return bytes;
    }

    /** The nearest grey level, 0 to 255. */
    static int grey(float value) {
        return Math.max(0, Math.min(255, (int) (value + 0.5f)));
    }
}
