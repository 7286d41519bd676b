package dev.likeness.picture.decoding;

import java.awt.Transparency;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.List;

/**
 * Which of a TIFF page's samples beside the colours is the opacity, by the tag ExtraSamples (TIFF 6.0, sec. 18). The reader
 * considers only the first of them, and takes it for opacity where the tag is absent. It gets a copy of the file with a tag
 * that it takes as it is meant.
 *
 * <p>RGB with four samples and without the tag has opacity that is not premultiplied, because some programs omit the tag, and
 * Pillow reads such files so. libtiff takes it for premultiplied.
 */
final class TiffOpacity {
    private static final int RGB = 2;
    private static final int INKS = 5;
    private static final int YCBCR = 6;
    private static final int LAST_OF_ONE = 3; // grey, where white or black is zero, and palettes have smaller numbers
    private static final int JPEG = 7;
    private static final int INK_SET = 332;
    private static final int ASSOCIATED = 1; // premultiplied
    private static final int SEPARATE = 2;

    private TiffOpacity() {}

    /** The file, or a copy with another tag. */
    static byte[] corrected(byte[] file) throws UnsupportedTypeException {
        List<TiffDirectory> pages = TiffDirectory.all(file);
        if (pages.isEmpty()) {
            return file;
        }
        int number = TiffType.page(file, pages);
        TiffDirectory page = pages.get(number);
        int further = further(page);
        if (further <= 0) {
            return file;
        }
        long[] stated = page.values(TiffType.EXTRA_SAMPLES);
        if (stated.length == 0) {
            boolean opacity = page.value(TiffType.PHOTOMETRIC, RGB) == RGB && further == 1;
            return opacity ? file : TiffDirectory.with(file, number, TiffType.EXTRA_SAMPLES, new long[further]);
        }
        int place = place(page);
        if (place < 0 || place == 0 && !isGreyOfMore(page)) {
            return file;
        }
        if (place > 0) {
            requireOrdered(page);
        }
        long[] first = new long[further];
        first[0] = isGreyOfMore(page) ? 0 : stated[place];
        return TiffDirectory.with(file, number, TiffType.EXTRA_SAMPLES, first);
    }

    private static void requireOrdered(TiffDirectory page) throws UnsupportedTypeException {
        boolean planes = page.value(TiffType.PLANAR, 1) == TiffType.PLANES;
        if (planes || page.value(TiffType.COMPRESSION, 1) == JPEG) {
            throw new UnsupportedTypeException("a TIFF picture " + (planes ? "in planes" : "compressed by JPEG")
                    + " whose opacity is not the first sample after the colours");
        }
    }

    /** The samples of each pixel, with the opacity as the first after the colours. */
    static Raster ordered(TiffDirectory page, Raster samples) {
        int place = place(page);
        int bands = samples.getNumBands();
        int first = (int) page.value(TiffType.SAMPLES_PER_PIXEL, 1) - further(page);
        if (place <= 0 || first + place >= bands) {
            return samples;
        }
        int[] order = new int[bands];
        Arrays.setAll(order, i -> i);
        order[first] = first + place;
        order[first + place] = first;
        int x = samples.getMinX();
        int y = samples.getMinY();
        return samples.createChild(x, y, samples.getWidth(), samples.getHeight(), x, y, order);
    }

    /** The colour model of the samples in that order. The reader would mix up grey with opacity and more samples. */
    static ColorModel model(TiffDirectory page, ColorModel read) {
        int place = place(page);
        if (place < 0 || !isGreyOfMore(page) || read.hasAlpha()) {
            return read;
        }
        boolean premultiplied = page.values(TiffType.EXTRA_SAMPLES)[place] == ASSOCIATED;
        int bits = read.getComponentSize(0);
        return new ComponentColorModel(
                read.getColorSpace(),
                new int[] {bits, bits},
                true,
                premultiplied,
                Transparency.TRANSLUCENT,
                read.getTransferType());
    }

    private static boolean isGreyOfMore(TiffDirectory page) {
        boolean planes = page.value(TiffType.PLANAR, 1) == TiffType.PLANES;
        return !planes && page.value(TiffType.PHOTOMETRIC, RGB) < RGB && further(page) > 1;
    }

    /** How many samples after the colours come before the opacity; -1 if there is no opacity. */
    private static int place(TiffDirectory page) {
        long[] stated = page.values(TiffType.EXTRA_SAMPLES);
        for (int i = 0; i < Math.min(stated.length, further(page)); i++) {
            if (stated[i] == ASSOCIATED || stated[i] == SEPARATE) {
                return i;
            }
        }
        return -1;
    }

    /** The number of samples that are not colours; 0 for colours that are not known here. */
    private static int further(TiffDirectory page) {
        long samples = page.value(TiffType.SAMPLES_PER_PIXEL, 1);
        long photometric = page.value(TiffType.PHOTOMETRIC, -1);
        if (samples > TiffType.MAX_SAMPLES || photometric == INKS && page.value(INK_SET, 1) != 1) {
            return 0;
        }
        if (photometric == RGB || photometric == YCBCR) {
            return (int) samples - 3;
        }
        if (photometric == INKS) {
            return (int) samples - 4;
        }
        return photometric >= 0 && photometric <= LAST_OF_ONE ? (int) samples - 1 : 0;
    }
}
