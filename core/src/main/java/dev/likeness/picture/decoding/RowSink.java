package dev.likeness.picture.decoding;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.function.UnaryOperator;

/**
 * An image that a reader fills, which converts each row to sRGB bytes at once, so that a picture with many samples or
 * bits is never in memory in its stored form.
 */
final class RowSink extends WritableRaster {
    private final PixelRows rows;
    private final UnaryOperator<Raster> order;
    private final byte[] rgb;

    private RowSink(SampleModel shape, DataBuffer nothing, PixelRows rows, UnaryOperator<Raster> order) {
        super(shape, nothing, new Point());
        this.rows = rows;
        this.order = order;
        this.rgb = new byte[3 * width * height];
    }

    /**
     * A sink for a picture of the raster's width and height.
     *
     * @param samples of any size; defines the layout of the samples of a row
     * @param order changes what the reader gives before it is converted
     */
    static RowSink of(SampleModel samples, Size size, PixelRows rows, UnaryOperator<Raster> order) {
        SampleModel shape = samples.createCompatibleSampleModel(size.width(), size.height());
        DataBuffer nothing = samples.createCompatibleSampleModel(1, 1).createDataBuffer();
        return new RowSink(shape, nothing.getSize() == 0 ? new DataBufferByte(1) : nothing, rows, order);
    }

    /** The two bytes of each pixel in the other order. */
    static Raster swapped(Raster from) {
        int x = from.getMinX();
        int y = from.getMinY();
        int w = from.getWidth();
        int h = from.getHeight();
        short[] pixels = (short[]) from.getDataElements(x, y, w, h, null);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Short.reverseBytes(pixels[i]);
        }
        WritableRaster swapped = from.createCompatibleWritableRaster(x, y, w, h);
        swapped.setDataElements(x, y, w, h, pixels);
        return swapped;
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
    public void setDataElements(int x, int y, Raster given) {
        Raster from = order.apply(given);
        int w = Math.min(from.getWidth(), width - x);
        for (int row = 0; row < Math.min(from.getHeight(), height - y); row++) {
            rows.convert(from, from.getMinX(), from.getMinY() + row, w, rgb, 3 * ((y + row) * width + x));
        }
    }
}
