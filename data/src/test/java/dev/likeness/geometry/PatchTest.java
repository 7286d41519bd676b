package dev.likeness.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class PatchTest {
    private static Picture grey(int width, int height, IntBinaryOperator value) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) value.applyAsInt(i / 3 % width, i / 3 / width);
        }
        return new Picture(width, height, rgb);
    }

    private static int at(Picture patch, int x, int y) {
        return patch.rgb()[3 * (y * Patch.SIDE + x)] & 0xff;
    }

    @Test
    void aWindowOfPatchSizeIsCopied() {
        Picture picture = grey(100, 90, (x, y) -> x + y);
        Picture patch = Patch.cut(picture, new Window(49.5, 41.5, Patch.SIDE).fromUnitSquare());
        assertThat(at(patch, 0, 0)).isEqualTo(18 + 10); // starting at pixel 49.5 - 31.5
        assertThat(at(patch, 63, 20)).isEqualTo(18 + 63 + 10 + 20);
    }

    @Test
    void reducedPatchesAreAveraged() {
        Picture stripes = grey(300, 300, (x, y) -> x % 2 * 200);
        Picture patch = Patch.cut(stripes, new Window(150, 150, 4 * Patch.SIDE).fromUnitSquare());
        for (int x = 0; x < Patch.SIDE; x++) {
            assertThat(at(patch, x, 5)).isBetween(99, 101);
        }
    }

    /** An error of half a pixel would move the centroid by the same amount. */
    @Test
    void aPointIsWhereItsHomographyMapsIt() {
        Homography toOther = Homography.of(0.9, -0.2, 30, 0.25, 0.95, 5, 0.0003, -0.0002, 1);
        Window window = new Window(70, 60, 48);
        double markX = toOther.x(70, 60);
        double markY = toOther.y(70, 60);
        Picture other = grey(160, 140, (x, y) -> {
            double square = (x - markX) * (x - markX) + (y - markY) * (y - markY);
            return (int) Math.round(250 * Math.exp(-square / 18));
        });
        Picture patch = Patch.cut(other, toOther.after(window.fromUnitSquare()));
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < Patch.SIDE; y++) {
            for (int x = 0; x < Patch.SIDE; x++) {
                sum += at(patch, x, y);
                sumX += x * (double) at(patch, x, y);
                sumY += y * (double) at(patch, x, y);
            }
        }
        double pixel = Patch.SIDE / 48.0; // of the first image, in pixels of the patch
        assertThat(sumX / sum).isBetween(31.5 - 0.5 * pixel, 31.5 + 0.5 * pixel);
        assertThat(sumY / sum).isBetween(31.5 - 0.5 * pixel, 31.5 + 0.5 * pixel);
    }

    @Test
    void partsOutsideTooSmallOrBeyondTheHorizonDoNotFit() {
        assertThat(Patch.fits(new Window(24, 24, 48).fromUnitSquare(), 49, 49)).isTrue();
        assertThat(Patch.fits(new Window(23.9, 24, 48).fromUnitSquare(), 49, 49))
                .isFalse();
        assertThat(Patch.fits(new Window(24, 24, 48).fromUnitSquare(), 48, 49)).isFalse();
        assertThat(Patch.fits(new Window(24, 24, 15).fromUnitSquare(), 49, 49)).isFalse();
        // Depth 0 at u = -0.25; all corners are inside and far enough apart, so only the horizon check rejects it.
        Homography horizonAcross = Homography.of(350, 0, 125, 400, 60, 100, 4, 0, 1);
        assertThat(Patch.fits(horizonAcross, 1000, 1000)).isFalse();
    }
}
