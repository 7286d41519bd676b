package dev.likeness.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.data.SeededRandom;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.recipe.Recipe.Augmentation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AffineAugmentationTest {
    private static final Augmentation NONE = new Augmentation("affine", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private final Picture drawn = DrawnPictures.inMemory(
                    new DrawnPictures.Settings(DrawingStyle.STROKES, 1, 1, 1, 105, 1))
            .get(0)
            .source()
            .read();

    /** Training must use the same resizing as comparing. */
    @Test
    void withoutChangesItNearlyEqualsTheResizer() {
        PictureShape shape = new PictureShape(48, 48, 1);
        byte[] altered =
                new AffineAugmentation(NONE, shape).alter(Raster.of(drawn, shape, Fit.STRETCH), 0, new Random(1));
        byte[] resized = Resizer.area(drawn, shape);

        double sum = 0;
        for (int i = 0; i < altered.length; i++) {
            sum += Math.abs((altered[i] & 0xff) - (resized[i] & 0xff));
        }
        assertThat(sum / altered.length).isLessThan(2);
    }

    @Test
    void keepsAPictureOfTheRightSizeIfNothingChanges() {
        PictureShape shape = new PictureShape(3, 3, 1);
        byte[] flat = new byte[9];
        Arrays.fill(flat, (byte) 200);

        byte[] altered = new AffineAugmentation(NONE, shape).alter(new Raster(shape, flat), 0, new Random(1));

        assertThat(altered).isEqualTo(flat);
    }

    @Test
    void turnsByQuartersAndMirrors() {
        PictureShape shape = new PictureShape(2, 2, 1);
        Raster raster = new Raster(new PictureShape(4, 4, 1), new byte[] {
            10, 10, 20, 20,
            10, 10, 20, 20,
            30, 30, 40, 40,
            30, 30, 40, 40
        });
        byte[][] expected = {
            {10, 20, 30, 40}, {20, 40, 10, 30}, {40, 30, 20, 10}, {30, 10, 40, 20},
            {20, 10, 40, 30}, {10, 30, 20, 40}, {30, 40, 10, 20}, {40, 20, 30, 10}
        };
        AffineAugmentation augmentation = new AffineAugmentation(NONE, shape);

        byte[][] turned = new byte[Alteration.TURNS][];
        for (int turn = 0; turn < turned.length; turn++) {
            turned[turn] = augmentation.alter(raster, turn, new Random(1));
        }

        assertThat(turned[0]).isEqualTo(expected[0]);
        assertThat(Arrays.stream(turned).map(Arrays::toString))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(expected).map(Arrays::toString).toList());
    }

    /** Without a deformation pictures are sampled in whole numbers, with one of nearly nothing in floats. */
    @Test
    void bothKindsOfSamplingAgree() {
        for (int channels : new int[] {1, 3}) {
            PictureShape shape = new PictureShape(48, 48, channels);
            Raster raster = Raster.of(drawn, shape, Fit.STRETCH);
            for (int seed = 0; seed < 40; seed++) {
                byte[] straight = new AffineAugmentation(
                                new Augmentation("affine", 1, 10, 0.1, 0.1, 0.1, 0, 0, 0, 0, 0, 0), shape)
                        .alter(raster, seed % 8, new Random(seed));
                byte[] bent = new AffineAugmentation(
                                new Augmentation("affine", 1, 10, 0.1, 0.1, 0.1, 1e-9, 0, 0, 0, 0, 0), shape)
                        .alter(raster, seed % 8, new Random(seed));
                for (int i = 0; i < bent.length; i++) {
                    assertThat(straight[i] & 0xff).isCloseTo(bent[i] & 0xff, within(2));
                }
            }
        }
    }

    @Test
    void drawsDiffer() {
        PictureShape shape = new PictureShape(48, 48, 3);
        AffineAugmentation augmentation =
                new AffineAugmentation(new Augmentation("affine", 1, 10, 0.1, 0.1, 0.1, 0, 0, 0, 0, 0, 0), shape);
        Raster raster = Raster.of(drawn, shape, Fit.STRETCH);

        assertThat(augmentation.alter(raster, 0, new Random(1)))
                .isEqualTo(augmentation.alter(raster, 0, new Random(1)))
                .isNotEqualTo(augmentation.alter(raster, 0, new Random(2)));
    }

    /** A linear ramp shows the displacement itself: its grey value is the coordinate. */
    @Test
    void elasticDisplacementsAreSmoothAndBounded() {
        PictureShape shape = new PictureShape(50, 50, 1);
        byte[] ramp = new byte[50 * 50];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (5 * (i % 50)); // 5 grey levels a pixel
        }
        double range = 0.1; // 5 pixels
        AffineAugmentation augmentation =
                new AffineAugmentation(new Augmentation("affine", 1, 0, 0, 0, 0, range, 0, 0, 0, 0, 0), shape);

        byte[] altered = augmentation.alter(new Raster(shape, ramp), 0, new Random(3));

        double largest = 0;
        for (int y = 0; y < 50; y++) {
            for (int x = 8; x < 42; x++) { // further out, the edge of the ramp is sampled
                double moved = ((altered[y * 50 + x] & 0xff) - 5 * x) / 5.0;
                double next = ((altered[y * 50 + x + 1] & 0xff) - 5 * (x + 1)) / 5.0;
                assertThat(Math.abs(moved)).isLessThanOrEqualTo(5.2);
                assertThat(Math.abs(next - moved)).as("no folds").isLessThan(1);
                largest = Math.max(largest, Math.abs(moved));
            }
        }
        assertThat(largest).isGreaterThan(1);
    }

    @Test
    void strokesBecomeThickerOrThinner() {
        PictureShape shape = new PictureShape(48, 48, 1);
        AffineAugmentation augmentation =
                new AffineAugmentation(new Augmentation("affine", 1, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0), shape);
        Raster raster = Raster.of(drawn, shape, Fit.STRETCH);
        double still = ink(augmentation.still(raster));

        double[] altered = new Random(5)
                .longs(20)
                .mapToDouble(seed -> ink(augmentation.alter(raster, 0, new Random(seed))))
                .toArray();

        assertThat(Arrays.stream(altered).min().orElseThrow()).isBetween(0.5 * still, 0.95 * still);
        assertThat(Arrays.stream(altered).max().orElseThrow()).isBetween(1.05 * still, 2 * still);
    }

    @Test
    void aStrokeOfOnePixelGrowsByItsNeighbours() {
        PictureShape shape = new PictureShape(3, 3, 1);
        byte white = (byte) 200;
        byte[] dot = {white, white, white, white, 0, white, white, white, white};

        assertThat(StrokeWidth.change(dot, shape, 0.5))
                .containsExactly(white, 100, white, 100, 0, 100, white, 100, white);
        assertThat(StrokeWidth.change(dot, shape, -1))
                .containsExactly(white, white, white, white, white, white, white, white, white);
    }

    @Test
    void lightBlurAndNoiseChangeHalfOfThePictures() {
        PictureShape shape = new PictureShape(32, 32, 1);
        byte[] edge = new byte[32 * 32];
        for (int i = 0; i < edge.length; i++) {
            edge[i] = (byte) (i % 32 < 16 ? 60 : 180);
        }
        Raster raster = new Raster(shape, edge);
        double[][] ranges = {{0.5, 0, 0}, {0, 0.1, 0}, {0, 0, 40}};
        for (double[] range : ranges) {
            AffineAugmentation augmentation = new AffineAugmentation(
                    new Augmentation("affine", 1, 0, 0, 0, 0, 0, 0, range[0], range[1], range[2], 0), shape);
            int changed = 0;
            for (int seed = 0; seed < 200; seed++) {
                byte[] altered = augmentation.alter(raster, 0, SeededRandom.of(seed));
                changed += Arrays.equals(altered, augmentation.still(raster)) ? 0 : 1;
            }
            assertThat(changed)
                    .as("changed of 200, by %s", Arrays.toString(range))
                    .isBetween(75, 125);
        }
    }

    private static double ink(byte[] grey) {
        double ink = 0;
        for (byte value : grey) {
            ink += 255 - (value & 0xff);
        }
        return ink;
    }
}
