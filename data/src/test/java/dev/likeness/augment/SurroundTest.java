package dev.likeness.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.PictureShape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Borders, screenshots and empty corners: what surrounds a picture. */
class SurroundTest {
    private static final PictureShape WHOLE = new PictureShape(96, 80, 3);

    private static Canvas inner(Surround surround) {
        int width = (int) Math.round(WHOLE.width() * surround.across());
        int height = (int) Math.round(WHOLE.height() * surround.down());
        return Pictures.canvas(width, height, 3);
    }

    /** Whether the inner picture is somewhere in the whole. */
    private static boolean contains(Canvas whole, Canvas inner) {
        for (int top = 0; top <= whole.height - inner.height; top++) {
            for (int left = 0; left <= whole.width - inner.width; left++) {
                if (isAt(whole, inner, left, top)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAt(Canvas whole, Canvas inner, int left, int top) {
        int row = 3 * inner.width;
        for (int y = 0; y < inner.height; y++) {
            int at = 3 * ((top + y) * whole.width + left);
            if (!Arrays.equals(whole.values, at, at + row, inner.values, y * row, (y + 1) * row)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aScreenshotShowsTheWholePictureOnMostOfTheScreen() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed * 7919);
            Surround screen = new Screenshot.Range(1, 1).draw(random);
            assertThat(screen.across() * screen.down()).as("seed %d", seed).isBetween(0.44, 0.93);
            Canvas inner = inner(screen);
            Canvas whole = screen.around(inner, WHOLE, random);
            assertThat(contains(whole, inner)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void aScreenshotHasBarsWithMarks() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed * 7919);
            Surround screen = new Screenshot.Range(1, 1).draw(random);
            Canvas inner =
                    new Canvas((int) Math.round(300 * screen.across()), (int) Math.round(300 * screen.down()), 1);
            Canvas whole = screen.around(inner, new PictureShape(300, 300, 1), random);
            float lowest = 255;
            float highest = 0;
            for (int i = 0; i < 300 * 12; i++) { // the status bar
                lowest = Math.min(lowest, whole.values[i]);
                highest = Math.max(highest, whole.values[i]);
            }
            assertThat(highest - lowest).as("seed %d", seed).isGreaterThan(60f);
        }
    }

    @Test
    void paddingIsWideAndShowsTheWholePicture() {
        int pillars = 0;
        int letterboxes = 0;
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed * 7919);
            Border border = new Border.Range(1, 0.1, 0.5).draw(random);
            assertThat(border.across()).as("seed %d", seed).isBetween(0.49, 1.0);
            assertThat(border.down()).as("seed %d", seed).isBetween(0.49, 1.0);
            Canvas inner = inner(border);
            assertThat(contains(border.around(inner, WHOLE, random), inner))
                    .as("seed %d", seed)
                    .isTrue();
            pillars += border.down() == 1 && border.across() < 0.75 ? 1 : 0;
            letterboxes += border.across() == 1 && border.down() < 0.75 ? 1 : 0;
        }
        assertThat(pillars).isGreaterThan(20);
        assertThat(letterboxes).isGreaterThan(20);
    }

    @Test
    void aBlurredBackdropHasTheColoursOfThePicture() {
        Canvas inner = new Canvas(40, 40, 1);
        for (int i = 0; i < inner.values.length; i++) {
            inner.values[i] = i % 40 < 20 ? 50 : 200;
        }
        Canvas behind = Backdrop.blurred(1).behind(inner, 80, 60);
        assertThat(behind.values[0]).isCloseTo(50f, within(0.1f));
        assertThat(behind.values[79]).isCloseTo(200f, within(0.1f));
        assertThat(behind.values[40]).isBetween(100f, 150f);
    }

    @Test
    void noSurroundingsReturnThePicture() {
        Canvas canvas = Pictures.canvas(96, 80, 3);
        Surround none = new Screenshot.Range(0, 1).draw(new Random(1));
        assertThat(none.around(canvas, WHOLE, new Random(1))).isSameAs(canvas);
        assertThat(new Border.Range(0, 1, 1).draw(new Random(1)).around(canvas, WHOLE, new Random(1)))
                .isSameAs(canvas);
    }

    @Test
    void cornersOutsideThePhotographHaveOneColour() {
        PictureShape shape = new PictureShape(60, 40, 1);
        byte[] pixels = new byte[shape.bytes()];
        Arrays.fill(pixels, (byte) 100);
        Photograph photo = new Photograph(shape, pixels, 0);
        Corners corners = new Corners(true, 0, new float[] {9, 9, 9});
        Quadrilateral part = corners.place(photo.whole().turned(Math.toRadians(20)), shape, new Random(1));
        Canvas view = Warp.of(photo, part, 60, 40);
        corners.fill(view, part, shape);
        assertThat(view.values[0]).isEqualTo(9f);
        assertThat(view.values[view.values.length - 1]).isEqualTo(9f);
        assertThat(view.values[20 * 60 + 30]).isEqualTo(100f);
        int outside = 0;
        for (float value : view.values) {
            outside += value < 50 ? 1 : 0;
        }
        assertThat(outside / 2400.0).isBetween(0.05, 0.35);
    }

    @Test
    void anEnlargedViewShowsTheWholePhotograph() {
        PictureShape shape = new PictureShape(60, 40, 1);
        Quadrilateral turned = Quadrilateral.of(60, 40).turned(Math.toRadians(25));
        Quadrilateral part = new Corners(true, 1, new float[3]).place(turned, shape, new Random(1));
        Projection to = Projection.to(part);
        double[] u = {0, 1, 1, 0};
        double[] v = {0, 0, 1, 1};
        double half = Math.toRadians(25);
        for (int i = 0; i < 4; i++) {
            double x = (u[i] - 0.5) * 60;
            double y = (v[i] - 0.5) * 40;
            // The corner of the photograph in the coordinates of the view, which is rotated about the same centre.
            double across = (x * Math.cos(half) + y * Math.sin(half)) / part.width();
            double down = (y * Math.cos(half) - x * Math.sin(half)) / part.height();
            assertThat(Math.abs(across)).isLessThanOrEqualTo(0.5 + 1e-9);
            assertThat(Math.abs(down)).isLessThanOrEqualTo(0.5 + 1e-9);
            assertThat(to.x(across + 0.5, down + 0.5)).isCloseTo(u[i] * 60, within(1e-6));
            assertThat(to.y(across + 0.5, down + 0.5)).isCloseTo(v[i] * 40, within(1e-6));
        }
    }

    @Test
    void noCornersArePlacedInsideThePhotograph() {
        PictureShape shape = new PictureShape(60, 40, 1);
        Quadrilateral turned = Quadrilateral.of(60, 40).turned(0.4);
        assertThat(Corners.NONE.place(turned, shape, new Random(1)).isInside(60 + 1e-9, 40 + 1e-9))
                .isTrue();
        assertThat(new Corners(true, 0, new float[3])
                        .place(turned, shape, new Random(1))
                        .isInside(60, 40))
                .isFalse();
    }
}
