package dev.likeness.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.SeededRandom;
import dev.likeness.error.InputException;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class PhotoViewsTest {
    private static final PictureShape SHAPE = new PictureShape(48, 48, 3);
    private final Picture photo = Pictures.smooth(300, 200);
    private final PhotoViews views = new PhotoViews(1);

    @Test
    void viewsDependOnTheirRandomNumbers() {
        Set<String> seen = new HashSet<>();
        for (long seed = 1; seed <= 50; seed++) {
            Picture view = views.view(photo, new Random(seed));
            assertThat(view.rgb()).isEqualTo(views.view(photo, new Random(seed)).rgb());
            seen.add(checksum(view.rgb()));
        }
        assertThat(seen).hasSize(50);
    }

    /** Recorded results depend on the views, so they must not change with the platform, the Java release or an edit. */
    @Test
    void viewsAreTheSameOnEveryPlatform() {
        CRC32 crc = new CRC32();
        for (long seed = 1; seed <= 100; seed++) {
            crc.update(views.view(photo, SeededRandom.of(seed)).rgb());
        }
        assertThat(Long.toHexString(crc.getValue())).isEqualTo("820e9364");
    }

    @Test
    void threadsGenerateTheSameViews() {
        Photograph kept = Photograph.of(photo, SHAPE);
        List<String> alone = LongStream.range(0, 200)
                .mapToObj(seed -> checksum(views.stretched(kept, SHAPE, new Random(seed))))
                .toList();
        assertThat(LongStream.range(0, 200)
                        .parallel()
                        .mapToObj(seed -> checksum(views.stretched(kept, SHAPE, new Random(seed))))
                        .toList())
                .isEqualTo(alone);
    }

    @Test
    void strengthZeroReturnsTheResizedPhotograph() {
        PhotoViews none = new PhotoViews(0);
        byte[] view = none.stretched(Photograph.of(photo, SHAPE), SHAPE, new Random(1));
        assertThat(Pictures.meanDifference(view, Resizer.area(photo, SHAPE))).isLessThan(1);

        byte[] boxed = none.letterboxed(Photograph.of(photo, SHAPE), SHAPE, new Random(1));
        assertThat(Pictures.meanDifference(boxed, Resizer.fit(photo, SHAPE, Fit.LETTERBOX)))
                .isLessThan(1);
        byte[] trimmed = none.trimmed(Photograph.of(photo, SHAPE), SHAPE, new Random(1));
        assertThat(Pictures.meanDifference(trimmed, Resizer.fit(photo, SHAPE, Fit.TRIM)))
                .isLessThan(1.5);
        assertThat(none.view(photo, new Random(1)).width()).isEqualTo(300);
    }

    @Test
    void weakerViewsAreCloserToTheirPhotograph() {
        double[] change = new double[3];
        PictureShape small = new PictureShape(16, 16, 3);
        byte[] plain = Resizer.area(photo, small);
        double[] strengths = {0.3, 1, 2};
        for (int i = 0; i < strengths.length; i++) {
            PhotoViews of = new PhotoViews(strengths[i]);
            for (long seed = 1; seed <= 100; seed++) {
                change[i] += Pictures.meanDifference(
                                plain, of.stretched(Photograph.of(photo, small), small, new Random(seed)))
                        / 100;
            }
        }
        assertThat(change[0]).isBetween(1.0, change[1]);
        assertThat(change[1]).isBetween(change[0], change[2]);
    }

    /** In use, one of two pictures is mostly the original. */
    @Test
    void someViewsAreCloseToTheirPhotograph() {
        Photograph kept = Photograph.of(photo, SHAPE);
        byte[] plain = Resizer.area(photo, SHAPE);
        int close = 0;
        for (long seed = 0; seed < 1000; seed++) {
            byte[] view = views.stretched(kept, SHAPE, SeededRandom.of(seed));
            close += Pictures.meanDifference(plain, view) < 6 ? 1 : 0;
        }
        assertThat(close).as("of 1000").isBetween(70, 250);
    }

    @Test
    void slightEditsAreHardlyVisible() {
        Edits slight = Edits.slight(1);
        for (long seed = 0; seed < 100; seed++) {
            Random random = SeededRandom.of(seed);
            Canvas canvas = Pictures.canvas(48, 48, 3);
            byte[] before = canvas.bytes();
            for (Effect effect : slight.onPhotograph()) {
                effect.alter(canvas, random);
            }
            for (Effect effect : slight.onView()) {
                effect.alter(canvas, random);
            }
            assertThat(Pictures.meanDifference(before, canvas.bytes())).isBetween(0.01, 25.0);
            assertThat(slight.borders().draw(random)).isSameAs(Border.NONE);
        }
    }

    @Test
    void viewsHaveALimitedSize() {
        Picture large = Pictures.smooth(1600, 900);
        for (long seed = 1; seed <= 20; seed++) {
            Picture view = views.view(large, new Random(seed));
            assertThat(Math.max(view.width(), view.height())).isBetween(PhotoViews.MAX_SIDE - 1, PhotoViews.MAX_SIDE);
            assertThat(views.view(Pictures.smooth(5, 3), new Random(seed)).width())
                    .isBetween(1, 30); // with padding in a screenshot
        }
    }

    @Test
    void greyPhotographsGiveGreyViews() {
        PictureShape grey = new PictureShape(32, 32, 1);
        Photograph kept = Photograph.of(photo, grey);
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(views.stretched(kept, grey, new Random(seed))).hasSize(32 * 32);
            assertThat(views.letterboxed(kept, grey, new Random(seed))).hasSize(32 * 32);
            assertThat(views.trimmed(kept, grey, new Random(seed))).hasSize(32 * 32);
        }
    }

    /** A pattern that is too fine for the view is averaged, without aliasing. */
    @Test
    void fineStripesOfALargePhotographAreAveraged() {
        byte[] stripes = new byte[3 * 1200 * 800];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i / 3 % 2 == 0 ? 0 : 255);
        }
        Picture striped = new Picture(1200, 800, stripes);
        byte[] view = new PhotoViews(0).stretched(Photograph.of(striped, SHAPE), SHAPE, new Random(1));
        assertThat(IntStream.range(0, view.length).map(i -> view[i] & 0xff)).allMatch(grey -> grey > 120 && grey < 136);
        Quadrilateral turned = Quadrilateral.of(600, 400).turned(0.3).placed(1200, 800, new Random(1));
        Photograph large = new Photograph(new PictureShape(1200, 800, 3), stripes, 0);
        byte[] warped = Warp.of(large, turned, 150, 100).bytes();
        assertThat(IntStream.range(0, warped.length).map(i -> warped[i] & 0xff))
                .allMatch(grey -> grey > 100 && grey < 156);
    }

    @Test
    void photographsAreReducedWithTheirAspectRatio() {
        assertThat(Photograph.of(Pictures.smooth(1200, 800), SHAPE).shape()).isEqualTo(new PictureShape(162, 108, 3));
        assertThat(Photograph.of(Pictures.smooth(60, 50), SHAPE).shape()).isEqualTo(new PictureShape(60, 50, 3));
        assertThat(Photograph.of(Pictures.smooth(4000, 200), SHAPE).shape()).isEqualTo(new PictureShape(216, 108, 3));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> new PhotoViews(2.5))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("2.5", "0 to 2");
        assertThatThrownBy(() -> new PhotoViews(Double.NaN)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Photograph(SHAPE, new byte[3], 0)).hasMessageContaining("not 3");
        assertThatThrownBy(() -> new Photograph(SHAPE, new byte[SHAPE.bytes()], 8))
                .hasMessageContaining("not 8");
    }

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }
}
