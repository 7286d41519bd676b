package dev.likeness.picture.decoding;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;

/**
 * What a reader takes for the image that it fills, and what makes sRGB bytes of each row at once: pictures of many samples,
 * or of many bits, are never in memory as they were stored.
 */
final class RowSink extends WritableRaster {
    private final PixelRows rows;
    private final byte[] rgb;

    private RowSink(SampleModel shape, DataBuffer nothing, PixelRows rows) {
        super(shape, nothing, new Point());
        this.rows = rows;
        this.rgb = new byte[3 * width * height];
    }

    /**
     * A sink for a picture of the raster's width and height.
     *
     * @param samples of any size; says how the samples of a row lie
     */
    static RowSink of(SampleModel samples, Size size, PixelRows rows) {
        SampleModel shape = samples.createCompatibleSampleModel(size.width(), size.height());
        DataBuffer nothing = samples.createCompatibleSampleModel(1, 1).createDataBuffer();
        return new RowSink(shape, nothing.getSize() == 0 ? new DataBufferByte(1) : nothing, rows);
    }

    /** The width and height of a picture in pixels. */
    record Size(int width, int height) {}

    BufferedImage asImage(ColorModel model) {
        return new BufferedImage(model, this, model.isAlphaPremultiplied(), null);
    }

    Pixels picture() {
        return new Pixels(width, height, rgb);
    }

    @Override
    public void setDataElements(int x, int y, Raster from) {
        int w = Math.min(from.getWidth(), width - x);
        for (int row = 0; row < Math.min(from.getHeight(), height - y); row++) {
            rows.convert(from, from.getMinX(), from.getMinY() + row, w, rgb, 3 * ((y + row) * width + x));
        }
    }
}
