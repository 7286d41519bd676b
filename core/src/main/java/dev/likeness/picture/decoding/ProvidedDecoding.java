package dev.likeness.picture.decoding;

import dev.likeness.picture.reader.DecodedPicture;
import dev.likeness.picture.reader.DecodingChecks;
import dev.likeness.picture.reader.PictureReader;
import dev.likeness.picture.reader.SampleLayout;
import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Converts what a reader of another jar decodes: limits, colour profile, opacity and bits as for every other format. */
record ProvidedDecoding(PictureReader reader, String what, DecodingLimits limits) {
    Pixels picture(byte[] file, Deadline deadline) throws IOException {
        Checks checks = new Checks(what, limits, deadline);
        try (DecodedPicture decoded = reader.decode(file, checks)) {
            SampleLayout layout = decoded.layout();
            checks.requireSize(layout.width(), layout.height());
            return converted(decoded, layout, checks);
        }
    }

    /** The limits as a reader sees them. */
    private record Checks(String name, DecodingLimits limits, Deadline deadline) implements DecodingChecks {
        @Override
        public long maxPixels() {
            return limits.pixels();
        }

        @Override
        public void requireSize(long width, long height) {
            limits.require(width, height, name);
        }

        @Override
        public void requireTime() throws IOException {
            if (deadline.passed()) {
                throw new IOException("the time limit for this picture has passed");
            }
        }
    }

    private static Pixels converted(DecodedPicture decoded, SampleLayout layout, Checks checks) throws IOException {
        int width = layout.width();
        SrgbConversion conversion = conversion(layout);
        byte[] rgb = new byte[3 * width * layout.height()];
        byte[] row = new byte[layout.bytesOfRow()];
        boolean plain = conversion == null && layout.samples() == 3 && layout.bits() == 8;
        Samples samples = plain ? null : new Samples(layout, conversion);
        for (int y = 0; y < layout.height(); y++) {
            checks.requireTime();
            decoded.row(y, row);
            if (samples == null) {
                System.arraycopy(row, 0, rgb, row.length * y, row.length);
            } else {
                samples.convert(row, rgb, 3 * width * y);
            }
        }
        return new Pixels(width, layout.height(), rgb);
    }

    private static @Nullable SrgbConversion conversion(SampleLayout layout) {
        IccProfile icc = IccProfile.of(layout.profile());
        return icc == null || icc.components() != layout.colours() ? null : Profiles.conversion(layout.profile());
    }

    /** One row, as the colour model of its samples describes it. */
    private static final class Samples {
        private final PixelRows rows;
        private final WritableRaster raster;
        private final boolean wide;
        private final short[] words;

        Samples(SampleLayout layout, @Nullable SrgbConversion conversion) {
            int[] bits = new int[layout.samples()];
            Arrays.fill(bits, layout.bits());
            boolean alpha = layout.opacity() != SampleLayout.Opacity.NONE;
            this.wide = layout.bits() > 8;
            ColorModel model = new ComponentColorModel(
                    ColorSpace.getInstance(layout.colours() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                    bits,
                    alpha,
                    layout.opacity() == SampleLayout.Opacity.PREMULTIPLIED,
                    alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE,
                    wide ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE);
            this.rows = new PixelRows(model, SampleMeaning.DEFAULT, conversion);
            this.raster = model.createCompatibleWritableRaster(layout.width(), 1);
            this.words = new short[wide ? layout.width() * bits.length : 0];
        }

        void convert(byte[] row, byte[] rgb, int at) {
            for (int i = 0; i < words.length; i++) {
                words[i] = (short) ((row[2 * i] & 0xff) << 8 | row[2 * i + 1] & 0xff);
            }
            raster.setDataElements(0, 0, raster.getWidth(), 1, wide ? words : row);
            rows.convert(raster, 0, 0, raster.getWidth(), rgb, at);
        }
    }
}
