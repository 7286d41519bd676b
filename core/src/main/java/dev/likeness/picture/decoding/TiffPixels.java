package dev.likeness.picture.decoding;

import dev.likeness.picture.decoding.RowSink.Size;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a TIFF file. The samples are interpreted by the tags of the file: signed or unsigned, with
 * premultiplied opacity or not, in the colours of the file's profile.
 */
final class TiffPixels {
    private static final int PROFILE = 34675;
    private static final int MAX_PROFILE_BYTES = 16 << 20;
    private static final int WHITE_IS_ZERO = 0;
    private static final int GREY = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int INKS = 5;
    private static final int YCBCR = 6;
    private static final int OLD_JPEG = 6;
    private static final int JPEG = 7;
    private static final int SIGNED = 2;

    private final TiffDirectory page;
    private final int photometric;
    private final int compression;
    private final boolean planes;
    private final boolean littleEndian;

    private TiffPixels(TiffDirectory page, boolean littleEndian) {
        this.page = page;
        this.littleEndian = littleEndian;
        this.photometric = (int) page.value(TiffType.PHOTOMETRIC, GREY);
        this.compression = (int) page.value(TiffType.COMPRESSION, 1);
        this.planes =
                page.value(TiffType.PLANAR, 1) == TiffType.PLANES && page.value(TiffType.SAMPLES_PER_PIXEL, 1) > 1;
    }

    /** Reads the page with the picture. */
    static Pixels read(ImageReader reader, byte[] file, SizeCheck check, Deadline deadline) throws IOException {
        List<TiffDirectory> pages = TiffDirectory.all(file);
        int number = TiffType.page(file, pages);
        if (pages.isEmpty()) {
            throw new IOException("it has no directory");
        }
        TiffDirectory page = pages.get(number);
        TiffType.requireWholeNumbers(page);
        TiffType.requireRead(page);
        int width = reader.getWidth(number);
        int height = reader.getHeight(number);
        check.require(width, height);
        TiffJpeg.requireRead(page, file);
        TiffPixels pixels = new TiffPixels(page, file[0] == 'I');
        new TiffParts(page).requireWhole(file, deadline);
        if (pixels.compression == OLD_JPEG) {
            TiffJpeg.requireSound(page, file, deadline);
        }
        return Orientation.upright(pixels.read(reader, number, new Size(width, height)), Orientation.of(page));
    }

    private Pixels read(ImageReader reader, int number, Size size) throws IOException {
        ImageTypeSpecifier stored = reader.getRawImageType(number);
        ColorModel model = stored.getColorModel();
        boolean signed = page.value(TiffType.SAMPLE_FORMAT, 1) == SIGNED;
        PixelRows rows = new PixelRows(TiffOpacity.model(page, model), meaning(model, signed), conversion(model));
        ImageReadParam param = reader.getDefaultReadParam();
        if (compression == JPEG || compression == OLD_JPEG || planes) {
            if (!model.hasAlpha()) {
                return model.getNumColorComponents() == 3 && conversion(model) == null && !signed
                        ? Flattening.taken(reader.read(number))
                        : Flattening.of(reader.read(number), rows);
            }
            param.setDestination(stored.createBufferedImage(size.width(), size.height()));
            BufferedImage image = reader.read(number, param);
            return Flattening.of(image, rows);
        }
        RowSink sink = RowSink.of(stored.getSampleModel(), size, rows, order(model));
        param.setDestination(sink.asImage(model));
        reader.read(number, param);
        return sink.picture();
    }

    /**
     * The reader packs three samples of four bits into two bytes, the first of them the upper one, and then takes the two in
     * the order of the file's numbers.
     */
    private UnaryOperator<Raster> order(ColorModel model) {
        boolean packed = model instanceof DirectColorModel && model.getPixelSize() == 12;
        return packed && littleEndian ? RowSink::swapped : samples -> TiffOpacity.ordered(page, samples);
    }

    /**
     * If white is zero, the reader inverts all samples, including the opacity, except in planes of bytes, which it does
     * not invert. It keeps the two values of one bit as a palette. It changes signed samples to {@code -1 - v}.
     */
    private SampleMeaning meaning(ColorModel model, boolean signed) {
        boolean turned = photometric == WHITE_IS_ZERO && model.getNumColorComponents() == 1;
        int type = model.getTransferType();
        boolean untouched = planes && type == DataBuffer.TYPE_BYTE;
        boolean fractions = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        return new SampleMeaning(signed, turned && !fractions, turned && fractions, turned && !fractions && !untouched);
    }

    private @Nullable SrgbConversion conversion(ColorModel model) {
        int colours = switch (photometric) {
            case WHITE_IS_ZERO, GREY -> 1;
            case RGB, PALETTE, YCBCR -> 3;
            case INKS -> model.getNumColorComponents();
            default -> 0; // the reader has converted them to sRGB
        };
        byte[] profile = page.bytes(PROFILE, MAX_PROFILE_BYTES);
        IccProfile icc = profile == null ? null : IccProfile.of(profile);
        if (profile == null || icc == null || icc.components() != colours) {
            return colours == 4 ? new InkConversion() : null;
        }
        SrgbConversion conversion = Profiles.conversion(profile);
        return conversion == null && colours == 4 ? new InkConversion() : conversion;
    }
}
