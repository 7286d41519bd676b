package dev.likeness.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.augment.PhotoViews;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.recipe.Recipe.Augmentation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoAlterationTest {
    private static final PictureShape SHAPE = new PictureShape(32, 32, 3);
    private final List<Raster> rasters =
            DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.SHAPES, 1, 12, 1, 96, 1)).stream()
                    .map(picture -> Raster.forViews(picture.source().read(), SHAPE))
                    .toList();

    private BatchLoader loader(long seed) {
        return loader(seed, Runtime.getRuntime().availableProcessors());
    }

    private BatchLoader loader(long seed, int threads) {
        BatchSampler sampler = new BatchSampler(TrainingPictures.ofPhotographs(rasters.size()), 8, 0, 0, seed);
        PhotoAlteration alteration = new PhotoAlteration(new PhotoViews(1), SHAPE, Fit.STRETCH);
        return new BatchLoader(rasters, sampler, alteration, SHAPE, seed, threads);
    }

    private static byte[] picture(Batch batch, int place) {
        return Arrays.copyOfRange(batch.pixels(), place * SHAPE.bytes(), (place + 1) * SHAPE.bytes());
    }

    @Test
    void bothPicturesOfAPairAreViewsOfOnePhotograph() throws InterruptedException {
        try (BatchLoader loader = loader(5)) {
            Batch batch = loader.take(1);
            assertThat(batch.matches()).isEqualTo(8);
            for (int i = 0; i < 8; i++) {
                assertThat(picture(batch, i)).isNotEqualTo(picture(batch, 8 + i));
            }
            assertThat(loader.take(2).pixels()).isNotEqualTo(batch.pixels());
        }
        BatchSampler.Choice choice =
                new BatchSampler(TrainingPictures.ofPhotographs(rasters.size()), 8, 0, 0, 5).choose(1);
        assertThat(choice.first()).isEqualTo(choice.second()).doesNotHaveDuplicates();
    }

    @Test
    void aBatchDependsOnlyOnTheSeedAndItsStep() throws InterruptedException {
        try (BatchLoader one = loader(5);
                BatchLoader late = loader(5);
                BatchLoader ahead = loader(5, 0);
                BatchLoader other = loader(6)) {
            one.take(1);
            byte[] third = one.take(3).pixels();
            assertThat(late.take(3).pixels()).isEqualTo(third);
            assertThat(ahead.take(2).pixels()).isEqualTo(late.make(2).pixels());
            assertThat(ahead.take(3).pixels()).isEqualTo(third);
            assertThat(late.make(3).pixels()).isEqualTo(third);
            assertThat(other.take(3).pixels()).isNotEqualTo(third);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000})
    void aFailureNamesTheStep(int threads) {
        BatchSampler sampler = new BatchSampler(TrainingPictures.ofPhotographs(12), 8, 0, 0, 5);
        PhotoAlteration alteration = new PhotoAlteration(new PhotoViews(1), SHAPE, Fit.STRETCH);
        try (BatchLoader loader = new BatchLoader(rasters.subList(0, 1), sampler, alteration, SHAPE, 5, threads)) {
            assertThatThrownBy(() -> loader.take(4))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the batch of step 4 could not be made")
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /** Both alterations turn pictures in the same way. */
    @Test
    void turnsAsTheAffineAlterationDoes() {
        PhotoAlteration none = new PhotoAlteration(new PhotoViews(0), SHAPE, Fit.STRETCH);
        AffineAugmentation affine =
                new AffineAugmentation(new Augmentation("affine", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), SHAPE);
        for (int turn = 0; turn < Alteration.TURNS; turn++) {
            byte[] one = none.alter(rasters.get(0), turn, new Random(1));
            byte[] other = affine.alter(rasters.get(0), turn, new Random(1));
            double sum = 0;
            for (int i = 0; i < one.length; i++) {
                sum += Math.abs((one[i] & 0xff) - (other[i] & 0xff));
            }
            assertThat(sum / one.length).as("turn %d", turn).isLessThan(3);
        }
    }
}
