package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of every kind of sample that Java has: the same values come out of all. */
class FlatteningTest {
    private static final int[] VALUES = {0, 1, 60, 128, 200, 255};

    /** A sample of 0 to 255 as another type holds it. */
    private static double stored(int value, int type) {
        return switch (type) {
            case DataBuffer.TYPE_USHORT -> value * 257.0;
            case DataBuffer.TYPE_SHORT -> Math.round(value * 32767.0 / 255);
            case DataBuffer.TYPE_INT -> (double) (value * 0x01010101);
            case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> value / 255.0;
            default -> value;
        };
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5"}) // byte, ushort, short, int, float, double
    void everyTypeOfSampleIsTheSameValue(int type) {
        for (int space : new int[] {ColorSpace.CS_GRAY, ColorSpace.CS_sRGB}) {
            for (boolean alpha : new boolean[] {false, true}) {
                for (boolean premultiplied : new boolean[] {false, true}) {
                    if (alpha || !premultiplied) {
                        isFlattened(new Kind(type, space, alpha, premultiplied));
                    }
                }
            }
        }
    }

    private record Kind(int type, int space, boolean alpha, boolean premultiplied) {}

    private static void isFlattened(Kind kind) {
        ColorSpace space = ColorSpace.getInstance(kind.space);
        var model = new ComponentColorModel(
                space,
                kind.alpha,
                kind.premultiplied,
                kind.alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                kind.type);
        int colours = space.getNumComponents();
        int bands = colours + (kind.alpha ? 1 : 0);
        WritableRaster raster = Raster.createWritableRaster(
                new java.awt.image.PixelInterleavedSampleModel(
                        kind.type, VALUES.length, 1, bands, bands * VALUES.length, offsets(bands)),
                null);
        int opacity = 128;
        for (int x = 0; x < VALUES.length; x++) {
            for (int c = 0; c < colours; c++) {
                int value = kind.premultiplied ? VALUES[x] * opacity / 255 : VALUES[x];
                raster.setSample(x, 0, c, stored(value, kind.type));
            }
            if (kind.alpha) {
                raster.setSample(x, 0, colours, stored(opacity, kind.type));
            }
        }
        Picture picture = Picture.of(new BufferedImage(model, raster, kind.premultiplied, null));
        for (int x = 0; x < VALUES.length; x++) {
            int over = VALUES[x] * opacity / 255 + 255 - opacity;
            int expected = kind.alpha ? over : VALUES[x];
            assertThat(TestPictures.pixel(picture, x, 0)[1])
                    .as("%s of %s", VALUES[x], kind)
                    .isBetween(expected, kind.alpha ? expected + 1 : expected);
        }
    }

    private static int[] offsets(int bands) {
        int[] offsets = new int[bands];
        for (int b = 0; b < bands; b++) {
            offsets[b] = b;
        }
        return offsets;
    }
}
