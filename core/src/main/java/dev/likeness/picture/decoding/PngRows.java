package dev.likeness.picture.decoding;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Converts the samples of one row of a PNG file to sRGB bytes: a palette, one transparent value ({@code tRNS}, PNG 1.2, sec.
 * 4.2.1.1), opacity, sixteen bits, and the file's {@linkplain PngColours colours}.
 */
final class PngRows {
    private static final int PALETTE = 3;

    private final int depth;
    private final int colour;
    private final int bands;
    private final @Nullable SrgbConversion conversion;
    private final long transparent; // a value of grey or of RGB, in the file's bits; -1 for none
    private final byte[] palette;
    private int[] sample = {};
    private int[] converted = {};

    private PngRows(PngChunks file, @Nullable SrgbConversion conversion) {
        this.depth = file.depth();
        this.colour = file.colour();
        this.bands = (colour & 2) != 0 && colour != PALETTE ? 3 : 1;
        this.conversion = conversion;
        this.transparent = transparent(file.transparency());
        this.palette = colour == PALETTE ? palette(file) : new byte[0];
    }

    /** Unfiltered bytes of one row, starting at an index. */
    @SuppressWarnings("ArrayRecordComponent") // only passed on, never compared
    record Line(byte[] bytes, int from) {}

    static PngRows of(PngChunks file) {
        return new PngRows(file, PngColours.conversion(file));
    }

    private long transparent(@Nullable ByteBuffer chunk) {
        if (chunk == null || colour != 0 && colour != 2 || chunk.limit() < 2 * bands) {
            return -1;
        }
        long mask = (1L << depth) - 1;
        long value = 0;
        for (int c = 0; c < bands; c++) {
            value = value << 16 | chunk.getShort(2 * c) & 0xffff & mask;
        }
        return value;
    }

    /** Red, green and blue of each index, blended with white; missing entries are black. */
    private byte[] palette(PngChunks file) {
        ByteBuffer colours = file.palette();
        ByteBuffer opacity = file.transparency();
        int size = colours == null ? 0 : Math.min(256, colours.limit() / 3);
        int[] values = new int[3 * 256];
        for (int i = 0; i < 3 * size && colours != null; i++) {
            values[i] = colours.get(i) & 0xff;
        }
        if (conversion != null) {
            conversion.convert(new SrgbConversion.Row(values.clone(), 3, 256, 255), values);
        }
        byte[] laid = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int a = opacity != null && i / 3 < opacity.limit() ? opacity.get(i / 3) & 0xff : 255;
            laid[i] = PixelRows.onWhite(values[i], a);
        }
        return laid;
    }

    void convert(Line line, int width, byte[] rgb, int at) {
        if (colour == PALETTE) {
            indexed(line, width, rgb, at);
        } else if (colour == 2 && depth == 8 && transparent < 0 && conversion == null) {
            System.arraycopy(line.bytes(), line.from(), rgb, at, 3 * width);
        } else {
            samples(line, width, rgb, at);
        }
    }

    private void indexed(Line line, int width, byte[] rgb, int at) {
        for (int x = 0; x < width; x++) {
            System.arraycopy(palette, 3 * sample(line, x), rgb, at + 3 * x, 3);
        }
    }

    private int sample(Line line, int index) {
        byte[] bytes = line.bytes();
        return switch (depth) {
            case 8 -> bytes[line.from() + index] & 0xff;
            case 16 -> (bytes[line.from() + 2 * index] & 0xff) << 8 | bytes[line.from() + 2 * index + 1] & 0xff;
            default -> {
                int bit = index * depth;
                yield bytes[line.from() + bit / 8] >> (8 - depth - bit % 8) & ((1 << depth) - 1);
            }
        };
    }

    private void samples(Line line, int width, byte[] rgb, int at) {
        boolean opacity = colour >= 4;
        int stored = bands + (opacity ? 1 : 0);
        int most = (1 << depth) - 1;
        int top = depth == 16 ? most : 255;
        if (sample.length < 4 * width) {
            sample = new int[4 * width];
            converted = new int[3 * width];
        }
        for (int x = 0, to = 0; x < width; x++, to += 4) {
            long value = 0;
            for (int c = 0; c < stored; c++) {
                int s = sample(line, x * stored + c);
                value = value << 16 | s;
                sample[to + (opacity && c == bands ? 3 : c)] = s * (top / most);
            }
            if (!opacity) {
                sample[to + 3] = value == transparent ? 0 : top;
            }
        }
        if (conversion != null) {
            conversion.convert(new SrgbConversion.Row(sample, 4, width, top), converted);
        }
        for (int x = 0, from = 0; x < width; x++, from += 4) {
            int a = sample[from + 3];
            for (int c = 0; c < 3; c++) {
                rgb[at++] = conversion == null
                        ? PixelRows.onWhite(sample[from + (bands == 1 ? 0 : c)], a, top)
                        : PixelRows.onWhite(converted[3 * x + c], PixelRows.eight(a, top));
            }
        }
    }
}
