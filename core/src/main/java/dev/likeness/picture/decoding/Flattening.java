package dev.likeness.picture.decoding;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/** From any {@link BufferedImage} to {@code [H,W,3]} sRGB bytes, transparency laid on white. */
final class Flattening {
    private Flattening() {}

    /** A copy of an image. */
    static Pixels of(BufferedImage image) {
        return isPlainBytes(image) ? ofPlainBytes(image) : of(image, PixelRows.of(image.getColorModel()));
    }

    /** A copy of an image by rows that know its samples better than its colour model does. */
    static Pixels of(BufferedImage image, PixelRows rows) {
        int w = image.getWidth();
        int h = image.getHeight();
        Raster raster = image.getRaster();
        byte[] rgb = new byte[3 * w * h];
        for (int y = 0; y < h; y++) {
            rows.convert(raster, raster.getMinX(), raster.getMinY() + y, w, rgb, 3 * w * y);
        }
        return new Pixels(w, h, rgb);
    }

    /** The picture of an image that nobody else holds: its memory becomes the picture's where that is possible. */
    static Pixels taken(BufferedImage image) {
        if (!isPlainBytes(image)) {
            return of(image);
        }
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) image.getSampleModel();
        DataBufferByte buffer = (DataBufferByte) image.getRaster().getDataBuffer();
        byte[] data = buffer.getData();
        boolean whole = data.length == 3 * image.getWidth() * image.getHeight()
                && model.getPixelStride() == 3
                && model.getScanlineStride() == 3 * image.getWidth()
                && buffer.getOffset() == 0;
        if (!whole) {
            return of(image);
        }
        int red = model.getBandOffsets()[0];
        int green = model.getBandOffsets()[1];
        int blue = model.getBandOffsets()[2];
        if (red != 0 || green != 1) {
            for (int i = 0; i < data.length; i += 3) {
                byte r = data[i + red];
                byte g = data[i + green];
                byte b = data[i + blue];
                data[i] = r;
                data[i + 1] = g;
                data[i + 2] = b;
            }
        }
        return new Pixels(image.getWidth(), image.getHeight(), data);
    }

    /** Opaque sRGB in interleaved bytes, the common case of a photograph: copied three bytes at a time. */
    private static boolean isPlainBytes(BufferedImage image) {
        return !image.getColorModel().hasAlpha()
                && image.getColorModel().getColorSpace().isCS_sRGB()
                && image.getRaster().getDataBuffer() instanceof DataBufferByte
                && image.getSampleModel() instanceof PixelInterleavedSampleModel
                && image.getSampleModel().getNumBands() == 3
                && image.getColorModel().getComponentSize(0) == 8;
    }

    private static Pixels ofPlainBytes(BufferedImage image) {
        int w = image.getWidth();
        int h = image.getHeight();
        Raster raster = image.getRaster();
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) image.getSampleModel();
        byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
        int offset = raster.getDataBuffer().getOffset();
        int[] bands = model.getBandOffsets();
        int step = model.getPixelStride();
        byte[] rgb = new byte[3 * w * h];
        for (int y = 0, at = 0; y < h; y++) {
            int from = offset
                    + (y + raster.getMinY() - raster.getSampleModelTranslateY()) * model.getScanlineStride()
                    + (raster.getMinX() - raster.getSampleModelTranslateX()) * step;
            for (int x = 0; x < w; x++, at += 3, from += step) {
                rgb[at] = data[from + bands[0]];
                rgb[at + 1] = data[from + bands[1]];
                rgb[at + 2] = data[from + bands[2]];
            }
        }
        return new Pixels(w, h, rgb);
    }
}
