package dev.likeness.picture.decoding;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a JPEG file at a quarter or an eighth of its width and height, without computing its pixels: each pixel is
 * the mean of a square of the full picture, directly from the {@linkplain BlockMeans coefficients}. That is what the area
 * filter would compute from the full picture, apart from rounding, clipping, and the interpolation of chroma.
 *
 * <p>Only valid files of the {@linkplain BaselineJpeg common type} are decoded. The caller decodes all others in full, so
 * that the same files are refused, for the same reasons.
 */
final class ReducedJpeg {
    private static final int BLOCK = 8;

    /** A picture of half the size would take nearly as long as the full one. */
    private static final int[] FACTORS = {8, 4};

    private final BaselineJpeg file;
    private final EntropyBits bits;
    private final int unitsAcross;
    private final int unitsDown;
    private final BlockMeans[] means;
    private final byte[][] planes; // [C] of [rows, columns], each component at the reduced size
    private final int[] sums = new int[BLOCK * BLOCK];
    private final int columns;

    private ReducedJpeg(byte[] encoded, BaselineJpeg file, int parts) throws IOException {
        this.file = file;
        this.bits = new EntropyBits(encoded, file.data());
        int across = file.across();
        int down = file.down();
        this.unitsAcross = units(file.width(), across);
        this.unitsDown = units(file.height(), down);
        this.columns = unitsAcross * across * parts;
        int components = file.components().length;
        this.means = new BlockMeans[components];
        this.planes = new byte[components][columns * unitsDown * down * parts];
        for (int c = 0; c < components; c++) {
            BaselineJpeg.Component component = file.components()[c];
            means[c] = BlockMeans.of(
                    parts * across / component.across(), parts * down / component.down(), component.steps());
        }
    }

    private static int units(int length, int factor) {
        return (length + BLOCK * factor - 1) / (BLOCK * factor);
    }

    /**
     * Decodes a file.
     *
     * @param file its headers; they are within the limits
     * @param smallest the size in pixels that both sides must have after the reduction
     * @return null if the file is too small, its profile is not one of RGB, or its data are not valid
     */
    static @Nullable Pixels read(byte[] encoded, BaselineJpeg file, int smallest, Deadline deadline) {
        int factor = factor(file, smallest);
        if (factor == 0 || !hasMeans(file, BLOCK / factor)) {
            return null;
        }
        SrgbConversion conversion = null;
        if (file.profiled()) {
            byte[] profile = JpegProfile.of(encoded);
            if (profile == null || file.components().length != 3 || !Profiles.isOfRgb(profile)) {
                return null;
            }
            conversion = Profiles.conversion(profile);
        }
        try {
            ReducedJpeg decoding = new ReducedJpeg(encoded, file, BLOCK / factor);
            decoding.decode(deadline);
            return decoding.picture(factor, conversion);
        } catch (IOException e) {
            return null;
        }
    }

    /** The largest factor that leaves enough pixels; 0 if there is none. */
    private static int factor(BaselineJpeg file, int smallest) {
        int side = Math.min(file.width(), file.height());
        for (int factor : FACTORS) {
            if (side / factor >= smallest) {
                return factor;
            }
        }
        return 0;
    }

    private static boolean hasMeans(BaselineJpeg file, int parts) {
        for (BaselineJpeg.Component component : file.components()) {
            if (parts * file.across() / component.across() > BLOCK || parts * file.down() / component.down() > BLOCK) {
                return false;
            }
        }
        return true;
    }

    private void decode(Deadline deadline) throws IOException {
        int components = file.components().length;
        int[] first = new int[components]; // of the block before
        int unit = 0;
        int restarts = 0;
        for (int row = 0; row < unitsDown; row++) {
            if (deadline.passed()) {
                throw new IOException("the time limit for this picture has passed");
            }
            for (int column = 0; column < unitsAcross; column++, unit++) {
                if (file.interval() > 0 && unit > 0 && unit % file.interval() == 0) {
                    bits.restart(restarts++);
                    java.util.Arrays.fill(first, 0);
                }
                for (int c = 0; c < components; c++) {
                    unit(c, row, column, first);
                }
            }
        }
        bits.end();
    }

    private void unit(int c, int row, int column, int[] first) throws IOException {
        BaselineJpeg.Component component = file.components()[c];
        int width = means[c].across(); // of the means of one block
        int height = means[c].down();
        for (int y = 0; y < component.down(); y++) {
            for (int x = 0; x < component.across(); x++) {
                first[c] += bits.difference(component.first());
                int top = (row * component.down() + y) * height;
                int left = (column * component.across() + x) * width;
                block(c, first[c], top * columns + left);
            }
        }
    }

    private void block(int c, int first, int at) throws IOException {
        BlockMeans means = this.means[c];
        HuffmanCodes codes = file.components()[c].others();
        int[] weight = means.weight();
        if (means.isOne()) {
            bits.skip(codes);
            planes[c][at] = sample(first * weight[0]);
            return;
        }
        int count = means.across() * means.down();
        for (int i = 0; i < count; i++) {
            sums[i] = first * weight[i];
        }
        bits.add(codes, means, sums, count);
        for (int y = 0, i = 0; y < means.down(); y++) {
            for (int x = 0; x < means.across(); x++, i++) {
                planes[c][at + y * columns + x] = sample(sums[i]);
            }
        }
    }

    /** Samples are stored minus 128. */
    private static byte sample(int sum) {
        int value = (sum + BlockMeans.UNIT / 2 >> BlockMeans.UNIT_BITS) + 128;
        return (byte) Math.max(0, Math.min(255, value));
    }

    private Pixels picture(int factor, @Nullable SrgbConversion conversion) {
        int width = (file.width() + factor - 1) / factor;
        int height = (file.height() + factor - 1) / factor;
        byte[] rgb = new byte[3 * width * height];
        int[] row = new int[3 * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0, i = 0; x < width; x++, i += 3) {
                for (int c = 0; c < 3; c++) {
                    row[i + c] = planes[planes.length == 1 ? 0 : c][y * columns + x] & 0xff;
                }
            }
            if (planes.length == 3) {
                HalfHeightChroma.toRgb(row);
            }
            if (conversion != null) {
                conversion.convert(new SrgbConversion.Row(row.clone(), 3, width, 255), row);
            }
            for (int i = 0, at = y * row.length; i < row.length; i++, at++) {
                rgb[at] = (byte) row[i];
            }
        }
        PartialSquares across = new PartialSquares(file.width(), factor);
        PartialSquares down = new PartialSquares(file.height(), factor);
        byte[] spread = down.spread(across.spread(rgb, height, 3), 1, 3 * across.whole()); // [H,W,3]
        return new Pixels(across.whole(), down.whole(), spread);
    }
}
