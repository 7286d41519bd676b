package dev.likeness.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.PictureShape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final List<Framing> ALL =
            List.of(new Crop(1, 0.5, 0.2), new Perspective(1, 0.15), new Turn(1, 20, 0.3), new Mirror(0.5));

    /** 2 x 3 pixels: 10 20 / 30 40 / 50 60. */
    private static final Photograph SMALL =
            new Photograph(new PictureShape(2, 3, 1), new byte[] {10, 20, 30, 40, 50, 60}, 0);

    private static byte[] seen(Photograph photo, Quadrilateral part, int width, int height) {
        return Warp.of(photo, part.placed(2, 3, new Random(1)), width, height).bytes();
    }

    @Test
    void theWholePartIsThePhotograph() {
        assertThat(seen(SMALL, SMALL.whole(), 2, 3)).containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void aMirrorSwapsLeftAndRight() {
        Quadrilateral mirrored = new Mirror(1).change(SMALL.whole(), new Random(1));
        assertThat(seen(SMALL, mirrored, 2, 3)).containsExactly(20, 10, 40, 30, 60, 50);
    }

    @Test
    void aQuarterTurnRotatesThePhotograph() {
        Quadrilateral quarter = SMALL.whole().quartered(1);
        assertThat(quarter.width()).isEqualTo(3);
        assertThat(quarter.height()).isEqualTo(2);
        assertThat(seen(SMALL, quarter, 3, 2)).containsExactly(20, 40, 60, 10, 30, 50);
        Quadrilateral square = Quadrilateral.of(5, 5);
        for (int i = 0; i < 4; i++) {
            assertThat(square.turned(Math.PI / 2).x()[i])
                    .isCloseTo(square.quartered(1).x()[i], within(1e-9));
            assertThat(square.turned(Math.PI / 2).y()[i])
                    .isCloseTo(square.quartered(1).y()[i], within(1e-9));
        }
    }

    @Test
    void theOrientationOfAPhotographIsAppliedFirst() {
        assertThat(seen(
                        new Photograph(SMALL.shape(), SMALL.pixels(), 2),
                        SMALL.whole().quartered(2),
                        2,
                        3))
                .containsExactly(60, 50, 40, 30, 20, 10);
        Photograph mirrored = new Photograph(SMALL.shape(), SMALL.pixels(), 4);
        assertThat(seen(mirrored, mirrored.whole(), 2, 3)).containsExactly(20, 10, 40, 30, 60, 50);
    }

    @Test
    void theVisiblePartIsInsideThePhotograph() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            Quadrilateral part = Quadrilateral.of(300, 200);
            for (Framing framing : ALL) {
                part = framing.change(part, random);
            }
            part = part.placed(300, 200, random);
            for (int i = 0; i < 4; i++) {
                assertThat(part.x()[i]).as("seed %d", seed).isBetween(-1e-9, 300 + 1e-9);
                assertThat(part.y()[i]).as("seed %d", seed).isBetween(-1e-9, 200 + 1e-9);
            }
            assertThat(part.width() * part.height()).as("seed %d", seed).isGreaterThan(0.15 * 300 * 200);
        }
    }

    @Test
    void eachFramingChangesThePartUnlessItsProbabilityIsZero() {
        for (Framing always : List.of(new Crop(1, 0.5, 0), new Perspective(1, 0.1), new Turn(1, 9, 0), new Mirror(1))) {
            Quadrilateral part = always.change(Quadrilateral.of(300, 200), new Random(3));
            assertThat(part.x())
                    .as("%s", always)
                    .isNotEqualTo(Quadrilateral.of(300, 200).x());
        }
        for (Framing never : List.of(new Crop(0, 0.5, 0), new Perspective(0, 0.1), new Turn(0, 9, 0), new Mirror(0))) {
            Quadrilateral part = never.change(Quadrilateral.of(300, 200), new Random(3));
            assertThat(part.x())
                    .as("%s", never)
                    .isEqualTo(Quadrilateral.of(300, 200).x());
        }
    }

    @Test
    void aProjectionPreservesCornersAndLines() {
        Random random = new Random(8);
        for (int round = 0; round < 50; round++) {
            Quadrilateral part = new Perspective(1, 0.2).change(Quadrilateral.of(300, 200), random);
            Projection to = Projection.to(part);
            double[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
            for (int i = 0; i < 4; i++) {
                assertThat(to.x(corners[i][0], corners[i][1])).isCloseTo(part.x()[i], within(1e-9));
                assertThat(to.y(corners[i][0], corners[i][1])).isCloseTo(part.y()[i], within(1e-9));
            }
            // A projective map preserves lines: the diagonals meet at the image of the centre.
            assertThat(off(part, 0, 2, to.x(0.5, 0.5), to.y(0.5, 0.5))).isCloseTo(0, within(1e-6));
            assertThat(off(part, 1, 3, to.x(0.5, 0.5), to.y(0.5, 0.5))).isCloseTo(0, within(1e-6));
        }
    }

    /** Twice the area between two corners and a point. */
    private static double off(Quadrilateral part, int from, int to, double x, double y) {
        double[] px = part.x();
        double[] py = part.y();
        return (px[to] - px[from]) * (y - py[from]) - (py[to] - py[from]) * (x - px[from]);
    }

    /** Dots on a known grid are found at their projections, within a pixel. */
    @Test
    void dotsAreWhereTheProjectionPutsThem() {
        int side = 240;
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            Quadrilateral part = new Turn(1, 15, 0)
                    .change(new Perspective(1, 0.15).change(Quadrilateral.of(side, side), random), random)
                    .placed(side, side, random);
            Projection to = Projection.to(part);
            for (double u = 0.2; u < 0.9; u += 0.3) {
                for (double v = 0.2; v < 0.9; v += 0.3) {
                    Photograph dot = dotAt(side, to.x(u, v), to.y(u, v));
                    double[] found = centre(Warp.of(dot, part, 160, 120));
                    assertThat(found[0]).as("seed %d", seed).isCloseTo(u * 160, within(0.7));
                    assertThat(found[1]).as("seed %d", seed).isCloseTo(v * 120, within(0.7));
                }
            }
        }
    }

    private static Photograph dotAt(int side, double x, double y) {
        byte[] pixels = new byte[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double away = Math.hypot(column + 0.5 - x, row + 0.5 - y);
                pixels[row * side + column] = (byte) Math.max(0, 255 - 60 * away);
            }
        }
        return new Photograph(new PictureShape(side, side, 1), pixels, 0);
    }

    private static double[] centre(Canvas canvas) {
        double x = 0;
        double y = 0;
        double sum = 0;
        for (int i = 0; i < canvas.values.length; i++) {
            x += canvas.values[i] * (i % canvas.width + 0.5);
            y += canvas.values[i] * (i / canvas.width + 0.5);
            sum += canvas.values[i];
        }
        return new double[] {x / sum, y / sum};
    }
}
