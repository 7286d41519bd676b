package dev.likeness.picture;

import java.util.Arrays;

/**
 * The only resizing filter, the same in training and in use: OpenCV's {@code INTER_AREA}, to within one grey level.
 *
 * <p>If no axis grows, each new pixel is the mean over its exact, fractional box of old pixels, so that thin strokes
 * fade but never vanish. If an axis grows, pixels are interpolated linearly with OpenCV's coordinates for that flag:
 * each old pixel keeps a constant centre, and only its borders are blended.
 */
public final class Resizer {
    /**
     * The value of letterbox bars: mid-grey. It does not depend on the picture, so that two views of one thing get the
     * same bars, and it has the least contrast to any content. After normalisation it is close to 0, the padding value
     * of the convolutions.
     */
    private static final byte BAR = (byte) 128;

    private Resizer() {}

    /**
     * Stretches a picture to a shape.
     *
     * @return {@code [h,w,C]} unsigned bytes, row by row
     */
    public static byte[] area(Picture picture, PictureShape shape) {
        byte[] pixels = shape.channels() == 1 ? luma(picture) : picture.rgb();
        int channels = shape.channels();
        if (picture.width() == shape.width() && picture.height() == shape.height()) {
            return channels == 1 ? pixels : pixels.clone();
        }
        boolean shrinks = picture.width() >= shape.width() && picture.height() >= shape.height();
        Taps across =
                shrinks ? Taps.boxes(picture.width(), shape.width()) : Taps.linear(picture.width(), shape.width());
        Taps down =
                shrinks ? Taps.boxes(picture.height(), shape.height()) : Taps.linear(picture.height(), shape.height());
        return new Pass(pixels, picture.width(), channels, across).rows(down);
    }

    /**
     * Fits a picture to a shape.
     *
     * @return {@code [h,w,C]} unsigned bytes, row by row
     */
    public static byte[] fit(Picture picture, PictureShape shape, Fit fit) {
        return switch (fit) {
            case STRETCH -> area(picture, shape);
            case TRIM -> area(Margins.trimmed(picture), shape);
            case LETTERBOX -> letterbox(picture, shape);
        };
    }

    private static byte[] letterbox(Picture picture, PictureShape shape) {
        double scale = Math.min((double) shape.width() / picture.width(), (double) shape.height() / picture.height());
        int width = clamp((int) Math.round(picture.width() * scale), shape.width());
        int height = clamp((int) Math.round(picture.height() * scale), shape.height());
        byte[] inner = area(picture, new PictureShape(width, height, shape.channels()));
        byte[] framed = new byte[shape.bytes()];
        Arrays.fill(framed, BAR);
        int left = (shape.width() - width) / 2;
        int top = (shape.height() - height) / 2;
        int row = width * shape.channels();
        for (int y = 0; y < height; y++) {
            System.arraycopy(inner, y * row, framed, ((top + y) * shape.width() + left) * shape.channels(), row);
        }
        return framed;
    }

    private static int clamp(int side, int most) {
        return Math.max(1, Math.min(side, most));
    }

    /**
     * The grey of a picture: {@code 0.299 R + 0.587 G + 0.114 B} (ITU-R BT.601), rounded, in the 15-bit fixed point of
     * OpenCV. The weights add up to one exactly, so a grey picture keeps its values.
     *
     * @return {@code [H,W]} unsigned bytes, row by row
     */
    public static byte[] luma(Picture picture) {
        byte[] rgb = picture.rgb();
        byte[] grey = new byte[rgb.length / 3];
        for (int i = 0, at = 0; i < grey.length; i++, at += 3) {
            int sum = 9798 * (rgb[at] & 0xff) + 19235 * (rgb[at + 1] & 0xff) + 3735 * (rgb[at + 2] & 0xff);
            grey[i] = (byte) ((sum + (1 << 14)) >> 15);
        }
        return grey;
    }

    /**
     * The old pixels that each new pixel of one axis consists of.
     *
     * @param first the index in {@code source} and {@code weight} where each new pixel's taps begin; one more at the
     *     end
     * @param source old pixels
     * @param weight the weight of each; the weights of one new pixel add up to 1
     */
    @SuppressWarnings("ArrayRecordComponent") // used in this file only, never compared
    private record Taps(int[] first, int[] source, float[] weight) {
        int length() {
            return first.length - 1;
        }

        /** The share of each old pixel in the box {@code [i * from / to, (i + 1) * from / to)}. */
        static Taps boxes(int from, int to) {
            int[] first = new int[to + 1];
            int[] source = new int[from + 2 * to];
            float[] weight = new float[from + 2 * to];
            int n = 0;
            for (int i = 0; i < to; i++) {
                // In units of 1/to of an old pixel all bounds are integers, so there is no rounding error.
                long start = (long) i * from;
                long end = start + from;
                for (int s = (int) (start / to); (long) s * to < end; s++) {
                    long overlap = Math.min(end, (s + 1L) * to) - Math.max(start, (long) s * to);
                    source[n] = s;
                    weight[n++] = (float) ((double) overlap / from);
                }
                first[i + 1] = n;
            }
            return new Taps(first, source, weight);
        }

        /** Two neighbours, blended only where the new pixel crosses the border between them. */
        static Taps linear(int from, int to) {
            int[] first = new int[to + 1];
            int[] source = new int[2 * to];
            float[] weight = new float[2 * to];
            double scale = (double) from / to;
            double inverse = (double) to / from;
            for (int i = 0; i < to; i++) {
                int left = (int) Math.floor(i * scale);
                float part = (float) ((i + 1) - (left + 1) * inverse);
                part = part <= 0 ? 0 : part - (float) Math.floor(part);
                if (left >= from - 1) {
                    left = from - 1;
                    part = 0;
                }
                source[2 * i] = left;
                weight[2 * i] = 1 - part;
                source[2 * i + 1] = Math.min(left + 1, from - 1);
                weight[2 * i + 1] = part;
                first[i + 1] = 2 * i + 2;
            }
            return new Taps(first, source, weight);
        }
    }

    /**
     * Resizes both axes of one picture: each old row is resized horizontally once, and added to its one or two new
     * rows.
     */
    private static final class Pass {
        private final byte[] pixels;
        private final int width;
        private final int channels;
        private final Taps across;
        private final float[][] resized;
        private final int[] resizedRow = {-1, -1};

        Pass(byte[] pixels, int width, int channels, Taps across) {
            this.pixels = pixels;
            this.width = width;
            this.channels = channels;
            this.across = across;
            this.resized = new float[2][across.length() * channels];
        }

        byte[] rows(Taps down) {
            int row = across.length() * channels;
            byte[] out = new byte[down.length() * row];
            float[] sum = new float[row];
            for (int y = 0; y < down.length(); y++) {
                Arrays.fill(sum, 0.5f); // rounds: the sum is truncated below
                for (int t = down.first[y]; t < down.first[y + 1]; t++) {
                    float weight = down.weight[t];
                    if (weight == 0) {
                        continue;
                    }
                    float[] part = row(down.source[t]);
                    for (int i = 0; i < row; i++) {
                        sum[i] += weight * part[i];
                    }
                }
                for (int i = 0, at = y * row; i < row; i++, at++) {
                    out[at] = (byte) Math.min(255, (int) sum[i]);
                }
            }
            return out;
        }

        /** Old row y, resized horizontally. The last two are cached: a row on a border is used twice. */
        private float[] row(int y) {
            int slot = y & 1;
            if (resizedRow[slot] != y) {
                resizedRow[slot] = y;
                if (channels == 1) {
                    grey(y * width, resized[slot]);
                } else {
                    colour(y * width * 3, resized[slot]);
                }
            }
            return resized[slot];
        }

        private void grey(int start, float[] to) {
            for (int x = 0; x < to.length; x++) {
                float sum = 0;
                for (int t = across.first[x]; t < across.first[x + 1]; t++) {
                    sum += across.weight[t] * (pixels[start + across.source[t]] & 0xff);
                }
                to[x] = sum;
            }
        }

        private void colour(int start, float[] to) {
            for (int x = 0, at = 0; at < to.length; x++, at += 3) {
                float red = 0;
                float green = 0;
                float blue = 0;
                for (int t = across.first[x]; t < across.first[x + 1]; t++) {
                    int from = start + 3 * across.source[t];
                    float weight = across.weight[t];
                    red += weight * (pixels[from] & 0xff);
                    green += weight * (pixels[from + 1] & 0xff);
                    blue += weight * (pixels[from + 2] & 0xff);
                }
                to[at] = red;
                to[at + 1] = green;
                to[at + 2] = blue;
            }
        }
    }
}
