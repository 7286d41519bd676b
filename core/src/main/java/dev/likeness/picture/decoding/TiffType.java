package dev.likeness.picture.decoding;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Selects the page of a TIFF file that is the picture, and checks that its type is supported. */
final class TiffType {
    private static final int SUBFILE = 254;
    private static final int OLD_SUBFILE = 255;
    private static final int REDUCED = 2; // of the old tag
    static final int WIDTH = 256;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int PLANAR = 284;
    static final int TILE_WIDTH = 322;
    static final int SUB_DIRECTORIES = 330;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int PLANES = 2;
    private static final int DNG_VERSION = 50706;

    /**
     * The reader allocates a number for each sample before it reads a pixel, so that a small file could allocate
     * gigabytes.
     */
    static final int MAX_SAMPLES = 64;

    /**
     * The tags that determine the memory of the reader: width, height, bits, compression, colours, strips, samples,
     * predictor,
     * tiles. The reader also accepts fractions, which {@link TiffDirectory#value} ignores.
     */
    private static final int[] WHOLE_NUMBERS = {
        256,
        257,
        BITS,
        COMPRESSION,
        PHOTOMETRIC,
        273,
        SAMPLES_PER_PIXEL,
        278,
        279,
        PLANAR,
        317,
        322,
        323,
        324,
        325,
        EXTRA_SAMPLES,
        SAMPLE_FORMAT
    };

    private static final List<Long> READ_COMPRESSIONS = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32773L, 32946L, 50013L);

    private static final Map<Long, String> OTHER_COMPRESSIONS = Map.ofEntries(
            Map.entry(9L, "JBIG"),
            Map.entry(10L, "JBIG"),
            Map.entry(32766L, "NeXT"),
            Map.entry(32771L, "CCITT RLE with words"),
            Map.entry(32809L, "ThunderScan"),
            Map.entry(32908L, "Pixar film"),
            Map.entry(32909L, "Pixar log"),
            Map.entry(33003L, "JPEG 2000"),
            Map.entry(33005L, "JPEG 2000"),
            Map.entry(34661L, "JBIG"),
            Map.entry(34676L, "SGI log"),
            Map.entry(34677L, "SGI log"),
            Map.entry(34712L, "JPEG 2000"),
            Map.entry(34887L, "LERC"),
            Map.entry(34892L, "DNG's lossy JPEG"),
            Map.entry(34925L, "LZMA"),
            Map.entry(34926L, "Zstandard"),
            Map.entry(34927L, "WebP"),
            Map.entry(34933L, "PNG"),
            Map.entry(34934L, "JPEG XR"),
            Map.entry(50000L, "Zstandard"),
            Map.entry(50001L, "WebP"),
            Map.entry(50002L, "JPEG XL"),
            Map.entry(52546L, "JPEG XL"));

    private static final Map<Long, String> OTHER_PHOTOMETRICS = Map.of(
            4L, "a mask of transparency",
            8L, "CIELab colours",
            9L, "ICCLab colours",
            10L, "ITULab colours",
            32803L, "the raw samples of a camera",
            32844L, "LogL",
            32845L, "LogLuv",
            34892L, "the raw samples of a camera");

    /** The bits of samples that the reader does not unpack, or in every place right. */
    private static final List<Long> UNPACKED_BITS = List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L);

    private TiffType() {}

    /**
     * The index of the page that is the picture: the first that is not a reduced copy of another.
     *
     * @throws UnsupportedTypeException if its type is not supported
     */
    static int page(byte[] file, List<TiffDirectory> pages) throws UnsupportedTypeException {
        if (pages.isEmpty()) {
            return 0;
        }
        requireNoRaw(file, pages.get(0));
        for (int i = 0; i < pages.size(); i++) {
            if (!isReduced(pages.get(i))) {
                return i;
            }
        }
        return 0;
    }

    /** By the tag NewSubfileType, or by the older SubfileType where that is absent (TIFF 6.0, sec. 8). */
    private static boolean isReduced(TiffDirectory page) {
        return page.has(SUBFILE) ? (page.value(SUBFILE, 0) & 1) == 1 : page.value(OLD_SUBFILE, 0) == REDUCED;
    }

    /** Cameras store raw samples in TIFF structures, with a small preview as the picture of the TIFF file. */
    private static void requireNoRaw(byte[] file, TiffDirectory first) throws UnsupportedTypeException {
        String kind = "";
        if (file[8] == 'C' && file[9] == 'R') {
            kind = "CR2";
        } else if (first.has(DNG_VERSION)) {
            kind = "DNG";
        } else if ((first.value(SUBFILE, 0) & 1) == 1 && first.has(SUB_DIRECTORIES)) {
            kind = "TIFF family, such as NEF or ARW";
        }
        if (!kind.isEmpty()) {
            throw new UnsupportedTypeException("a raw photograph (" + kind + ")");
        }
    }

    /** @throws IOException if a size tag has values that are not integers */
    static void requireWholeNumbers(TiffDirectory page) throws IOException {
        for (int tag : WHOLE_NUMBERS) {
            if (page.hasOtherValues(tag)) {
                throw new IOException("its tag " + tag + " is not an integer");
            }
        }
    }

    /** @throws UnsupportedTypeException if the type of a page is not supported */
    static void requireRead(TiffDirectory page) throws UnsupportedTypeException {
        long compression = page.value(COMPRESSION, 1);
        if (!READ_COMPRESSIONS.contains(compression)) {
            String name = OTHER_COMPRESSIONS.get(compression);
            throw new UnsupportedTypeException(
                    "a TIFF picture compressed by " + (name == null ? "method " + compression : name));
        }
        String photometric = OTHER_PHOTOMETRICS.get(page.value(PHOTOMETRIC, 1));
        if (photometric != null) {
            throw new UnsupportedTypeException("a TIFF picture that contains " + photometric);
        }
        long format = page.value(SAMPLE_FORMAT, 1);
        if (format == 5 || format == 6) {
            throw new UnsupportedTypeException("a TIFF picture of complex numbers");
        }
        long bits = page.value(BITS, 1);
        if (bits > 32 && format != 3 || format == 3 && bits != 16 && bits != 32 && bits != 64) {
            throw new UnsupportedTypeException(
                    "a TIFF picture whose samples have " + bits + " bits" + (format == 3 ? " in floating point" : ""));
        }
        for (long other : page.values(BITS)) {
            if (other != bits && page.values(BITS).length <= MAX_SAMPLES && !(bits == 5 && other == 6)) {
                throw new UnsupportedTypeException("a TIFF picture whose samples have different numbers of bits");
            }
        }
        long samples = page.value(SAMPLES_PER_PIXEL, 1);
        requireWholeRows(page, bits, samples);
        if (bits == 64 && samples != 1 && samples != 3) {
            throw new UnsupportedTypeException("a TIFF picture whose pixels have " + samples
                    + " samples of 64 bits in floating point (allowed: 1 and 3)");
        }
        if (samples > MAX_SAMPLES) {
            throw new UnsupportedTypeException(
                    "a TIFF picture of " + samples + " samples in each pixel (allowed: at most " + MAX_SAMPLES + ")");
        }
    }

    /**
     * Refuses rows of packed samples that the reader mixes up. It unpacks only the visible part of each row of a tile, and takes
     * the next row from a wrong place unless that part is of whole bytes and the row a multiple of it. It also takes a pixel from
     * the bits that fill a row to whole bytes, if one fits there.
     */
    private static void requireWholeRows(TiffDirectory page, long bits, long samples) throws UnsupportedTypeException {
        boolean planes = page.value(PLANAR, 1) == PLANES;
        if (UNPACKED_BITS.contains(bits) && (bits >= 8 || samples == 1 || planes)) {
            return;
        }
        long pixel = (planes ? 1 : samples) * bits;
        long width = page.value(WIDTH, 0);
        long tile = page.value(TILE_WIDTH, 0);
        long visible = tile <= 0 ? 0 : width % tile;
        if (visible != 0 && (tile % visible != 0 || visible * pixel % 8 != 0)) {
            throw new UnsupportedTypeException(
                    "a TIFF picture whose samples have " + bits + " bits, in tiles that its right edge cuts");
        }
        long filling = -(tile <= 0 ? width : tile) * pixel & 7;
        if (filling >= pixel) {
            throw new UnsupportedTypeException(
                    "a TIFF picture whose pixels have " + pixel + " bits, in rows of " + width + " pixels");
        }
    }
}
