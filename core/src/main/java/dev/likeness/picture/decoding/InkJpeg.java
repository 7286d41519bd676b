package dev.likeness.picture.decoding;

import dev.likeness.picture.decoding.JpegSegments.Segment;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * JPEG pictures of four inks: CMYK, or YCCK, whose first three samples are the YCbCr of red, green and blue. Both are stored
 * inverted. The reader ignores some valid profiles, so its raw samples are converted here, as those of a TIFF file are.
 */
final class InkJpeg {
    private static final int INKS = 4;
    private static final int FRAME = 6 + 3 * INKS; // bytes of a frame's header
    private static final int TRANSFORM = 11; // the index of Adobe's colour model in its segment
    private static final int FULL = 255;

    private enum Form {
        CMYK,
        YCCK,
        OTHER
    }

    private InkJpeg() {}

    /** Whether a file is of this type, by its frame header and Adobe's marker. */
    static boolean isIn(byte[] file) {
        return form(file) != Form.OTHER;
    }

    private static Form form(byte[] file) {
        int transform = -1;
        for (Segment segment : JpegSegments.of(file).list()) {
            boolean adobe = segment.marker() == JpegSegments.APP14 && segment.isNamed(file, "Adobe");
            if (adobe && segment.length() > TRANSFORM) {
                transform = file[segment.from() + TRANSFORM] & 0xff;
            }
            if (segment.isFrame()) {
                boolean four = segment.length() >= FRAME && file[segment.from() + 5] == INKS;
                return four ? form(file, segment.from() + 6, transform) : Form.OTHER;
            }
        }
        return Form.OTHER;
    }

    private static Form form(byte[] file, int components, int transform) {
        if (transform >= 0) {
            return transform == 2 ? Form.YCCK : transform == 0 ? Form.CMYK : Form.OTHER;
        }
        boolean opacity = file[components + 9] == 'A'; // with the names R, G, B, A, or Y, C, c, A
        return opacity ? Form.OTHER : Form.CMYK;
    }

    static Pixels read(ImageReader reader, byte[] file) throws IOException {
        Raster stored = reader.readRaster(0, null);
        if (stored.getNumBands() != INKS) {
            return Flattening.taken(reader.read(0));
        }
        boolean ycck = form(file) == Form.YCCK;
        SrgbConversion conversion = conversion(file);
        int width = stored.getWidth();
        int height = stored.getHeight();
        byte[] rgb = new byte[3 * width * height];
        int[] inks = new int[INKS * width];
        int[] row = new int[3 * width];
        for (int y = 0, at = 0; y < height; y++) {
            stored.getPixels(stored.getMinX(), stored.getMinY() + y, width, 1, inks);
            for (int i = 0; i < inks.length; i += INKS) {
                invert(inks, i, ycck);
            }
            conversion.convert(new SrgbConversion.Row(inks, INKS, width, FULL), row);
            for (int value : row) {
                rgb[at++] = (byte) value;
            }
        }
        return new Pixels(width, height, rgb);
    }

    private static void invert(int[] inks, int at, boolean ycck) {
        if (ycck) {
            HalfHeightChroma.toRgb(inks, at);
            inks[at + 3] = FULL - inks[at + 3];
        } else {
            for (int c = at; c < at + INKS; c++) {
                inks[c] = FULL - inks[c];
            }
        }
    }

    private static SrgbConversion conversion(byte[] file) {
        byte[] profile = JpegProfile.of(file);
        IccProfile icc = profile == null ? null : IccProfile.of(profile);
        if (profile == null || icc == null || icc.components() != INKS) {
            return new InkConversion();
        }
        SrgbConversion conversion = Profiles.conversion(profile);
        return conversion == null ? new InkConversion() : conversion;
    }
}
