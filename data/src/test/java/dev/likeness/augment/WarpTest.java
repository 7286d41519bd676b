package dev.likeness.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views for training are sampled faster than others, and look the same. */
class WarpTest {
    private static final int SIDE = 40;

    /** Parts of all sizes, turned, with and without perspective, some of them partly outside. */
    @ParameterizedTest
    @CsvSource({"1", "3"})
    void quickViewsAreThoseOfTheExactSampling(int channels) {
        Picture smooth = Pictures.smooth(150, 130);
        PictureShape view = new PictureShape(SIDE, SIDE, channels);
        Photograph photo = Photograph.of(smooth, new PictureShape(150, 150, channels));
        assertThat(photo.shape().width()).isEqualTo(150);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Quadrilateral part = Quadrilateral.of(150 * (0.1 + random.nextDouble()), 130 * (0.1 + random.nextDouble()))
                    .turned(i % 3 == 0 ? 0 : random.nextGaussian());
            if (i % 4 == 0) {
                part = new Perspective(1, 0.1).change(part, random);
            }
            part = part.placedAround(150, 130, i % 2, random);
            Canvas exact = Warp.of(photo, part, view.width(), view.height());
            Canvas quick = Warp.quick(photo, part, view.width(), view.height());
            Canvas fromHalf = Warp.quick(photo.withHalf(), part, view.width(), view.height());
            for (int k = 0; k < exact.values.length; k++) {
                assertThat(quick.values[k]).as("part %s", i).isCloseTo(exact.values[k], within(0.75f));
                assertThat(fromHalf.values[k]).as("part %s", i).isCloseTo(exact.values[k], within(4f));
            }
        }
    }

    /** Coordinates that whole numbers cannot hold are sampled exactly. */
    @ParameterizedTest
    @CsvSource({"20000, 2", "30, 20000"})
    void largeCoordinates(int width, int factor) {
        PictureShape shape = new PictureShape(width, 2, 1);
        byte[] pixels = new byte[shape.bytes()];
        new Random(1).nextBytes(pixels);
        Photograph photo = new Photograph(shape, pixels, 0);
        Quadrilateral part = Quadrilateral.of(width * (double) factor, 2).placedAround(width, 2, 0, new Random(1));
        assertThat(Warp.quick(photo, part, 50, 2).values).isEqualTo(Warp.of(photo, part, 50, 2).values);
    }

    /** Stripes of one pixel become grey, not stripes of another width. */
    @ParameterizedTest
    @CsvSource({"3", "5", "8"})
    void reducedStripesAreGrey(int shrinking) {
        int side = SIDE * shrinking;
        byte[] stripes = new byte[side * side];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i % side % 2 == 0 ? 255 : 0);
        }
        Photograph photo = new Photograph(new PictureShape(side, side, 1), stripes, 0).withHalf();
        Quadrilateral part = Quadrilateral.of(side, side).placed(side, side, new Random(1));
        for (float value : Warp.quick(photo, part, SIDE, SIDE).values) {
            assertThat(value).isBetween(100f, 155f);
        }
    }
}
