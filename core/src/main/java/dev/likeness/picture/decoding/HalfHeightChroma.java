package dev.likeness.picture.decoding;

import dev.likeness.picture.decoding.JpegSegments.Segment;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;

/**
 * JPEG pictures whose chroma has half the height and the full width (4:4:0), the result of lossless rotation of 4:2:2.
 * Some JDKs contain libjpeg 6b, which repeats each chroma row; libjpeg-turbo, which nearly all other programs use,
 * interpolates between rows, as both do for half the width. A picture must not depend on the JDK, so repeated rows are
 * interpolated here.
 */
final class HalfHeightChroma {
    private static final int COMPONENTS = 3;
    private static final int FRAME = 6 + 3 * COMPONENTS; // bytes of a frame's header

    private final Raster raster;
    private final int width;
    private final int rows; // of the stored chroma
    private int[] above; // [W,3] of the stored row before this one
    private int[] here;
    private int[] below;

    private HalfHeightChroma(Raster raster) {
        this.raster = raster;
        this.width = raster.getWidth();
        this.rows = (raster.getHeight() + 1) / 2;
        this.here = row(0);
        this.above = here;
        this.below = row(2 * Math.min(1, rows - 1));
    }

    /** Whether a file is of this type, by its frame header (ITU-T T.81, table B.2) and Adobe's marker. */
    static boolean isIn(byte[] file) {
        for (Segment segment : JpegSegments.of(file).list()) {
            if (segment.isFrame()) {
                return segment.length() >= FRAME && isInFrame(file, segment.from() + 5);
            }
            boolean adobe = segment.marker() == JpegSegments.APP14 && segment.isNamed(file, "Adobe");
            if (adobe && segment.length() >= 12 && file[segment.from() + 11] == 0) { // transform 0: RGB
                return false;
            }
        }
        return false;
    }

    /** For each component: its identifier, its horizontal and vertical factor in half a byte each, and its table. */
    private static boolean isInFrame(byte[] file, int count) {
        boolean ofRgb = file[count + 1] == 'R' && file[count + 4] == 'G' && file[count + 7] == 'B';
        int across = file[count + 2] >> 4;
        int down = file[count + 2] & 15;
        int half = across << 4 | down / 2;
        return file[count] == COMPONENTS
                && !ofRgb
                && down % 2 == 0
                && file[count + 5] == half
                && file[count + 8] == half;
    }

    static Pixels read(ImageReader reader, byte[] file) throws IOException {
        Raster stored = reader.readRaster(0, null);
        if (stored.getNumBands() != COMPONENTS || !(stored instanceof WritableRaster pixels)) {
            return Flattening.taken(reader.read(0));
        }
        boolean repeated = isRepeated(pixels);
        HalfHeightChroma chroma = new HalfHeightChroma(pixels);
        int[] row = new int[COMPONENTS * pixels.getWidth()];
        for (int y = 0; y < pixels.getHeight(); y++) {
            pixels.getPixels(0, y, pixels.getWidth(), 1, row);
            if (repeated) {
                chroma.draw(y, row);
            }
            toRgb(row);
            pixels.setPixels(0, y, pixels.getWidth(), 1, row);
        }
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(model, pixels, false, null);
        byte[] profile = JpegProfile.of(file);
        SrgbConversion conversion = profile == null ? null : Profiles.conversion(profile);
        return conversion == null || conversion.components() != COMPONENTS
                ? Flattening.taken(image)
                : Flattening.of(image, new PixelRows(model, SampleMeaning.DEFAULT, conversion));
    }

    private static boolean isRepeated(Raster raster) {
        int[] one = null;
        int[] other = null;
        for (int y = 0; y + 1 < raster.getHeight(); y += 2) {
            for (int band = 1; band < COMPONENTS; band++) {
                one = raster.getSamples(0, y, raster.getWidth(), 1, band, one);
                other = raster.getSamples(0, y + 1, raster.getWidth(), 1, band, other);
                if (!Arrays.equals(one, other)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int[] row(int y) {
        return raster.getPixels(0, y, width, 1, (int[]) null);
    }

    /**
     * Three quarters of the nearer stored row and one quarter of the other, rounded as in libjpeg-turbo. Rows come in
     * order.
     */
    private void draw(int y, int[] row) {
        int stored = y / 2;
        boolean upper = y % 2 == 0;
        if (upper && stored > 0) {
            above = here;
            here = below;
            below = stored + 1 < rows ? row(2 * (stored + 1)) : here;
        }
        int[] other = upper ? above : below;
        for (int i = 0; i < row.length; i++) {
            if (i % COMPONENTS != 0) {
                row[i] = (3 * here[i] + other[i] + (upper ? 1 : 2)) >> 2;
            }
        }
    }

    static void toRgb(int[] row) {
        for (int i = 0; i < row.length; i += COMPONENTS) {
            toRgb(row, i);
        }
    }

    /** One pixel, by ITU-R BT.601 in integers of 1/65536, rounded as in libjpeg (JFIF 1.02). */
    static void toRgb(int[] row, int at) {
        int luma = row[at];
        int blue = row[at + 1] - 128;
        int red = row[at + 2] - 128;
        row[at] = byteOf(luma + (91_881 * red + 32_768 >> 16));
        row[at + 1] = byteOf(luma + (-22_554 * blue - 46_802 * red + 32_768 >> 16));
        row[at + 2] = byteOf(luma + (116_130 * blue + 32_768 >> 16));
    }

    private static int byteOf(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
