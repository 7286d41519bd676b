package dev.likeness.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.data.LabelledPicture;
import dev.likeness.measure.Side;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSamplerTest {
    private final List<LabelledPicture> pictures =
            DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 9, 3, 16, 1));
    private final TrainingPictures data = TrainingPictures.of(pictures, List.of());

    @Test
    void partnersAreDifferentPicturesOfOneIdentity() {
        BatchSampler sampler = new BatchSampler(data, 12, 3, 0.5, 4);
        for (long step = 1; step <= 50; step++) {
            BatchSampler.Choice choice = sampler.choose(step);
            for (int i = 0; i < 12; i++) {
                assertThat(choice.first()[i]).isNotEqualTo(choice.second()[i]);
                assertThat(identity(choice.first()[i])).isEqualTo(identity(choice.second()[i]));
            }
            assertThat(IntStream.of(choice.first()).mapToObj(this::identity).distinct())
                    .hasSize(12);
        }
    }

    @Test
    void aBatchComesFromFewGroupsInEqualShares() {
        BatchSampler.Choice choice = new BatchSampler(data, 12, 3, 0, 4).choose(1);

        assertThat(IntStream.of(choice.first())
                        .mapToObj(i -> pictures.get(i).group())
                        .distinct())
                .hasSize(3);
        assertThat(choice.turns()).containsOnly(0);
    }

    @Test
    void allIdentitiesOfAGroupHaveTheSameTurn() {
        BatchSampler sampler = new BatchSampler(data, 9, 1, 1, 4);
        for (long step = 1; step <= 20; step++) {
            assertThat(IntStream.of(sampler.choose(step).turns()).distinct())
                    .hasSize(1)
                    .doesNotContain(0);
        }
    }

    @Test
    void fillsUpFromOtherGroupsIfTheChosenAreSmall() {
        assertThat(new BatchSampler(data, 40, 2, 0, 4).choose(3).first()).hasSize(40);
    }

    @Test
    void takesFewerIfTheDataHaveFewer() {
        assertThat(new BatchSampler(data, 1000, 0, 0, 4).choose(3).first()).hasSize(54);
    }

    @Test
    void aStepDependsOnlyOnTheSeedAndItsNumber() {
        BatchSampler sampler = new BatchSampler(data, 12, 3, 0.5, 4);
        sampler.choose(1);
        BatchSampler fresh = new BatchSampler(data, 12, 3, 0.5, 4);

        assertThat(sampler.choose(7).first()).isEqualTo(fresh.choose(7).first());
        assertThat(sampler.choose(7).first()).isNotEqualTo(sampler.choose(8).first());
        assertThat(sampler.choose(7).first())
                .isNotEqualTo(new BatchSampler(data, 12, 3, 0.5, 5).choose(7).first());
    }

    /** The training of a bundled model must be repeatable. */
    @Test
    void batchesEqualThoseOfEarlierReleases() {
        BatchSampler sampler = new BatchSampler(data, 12, 3, 0.5, 4);
        int hash = 1;
        for (long step = 1; step <= 100; step++) {
            BatchSampler.Choice choice = sampler.choose(step);
            hash = 31 * hash + Arrays.hashCode(choice.first());
            hash = 31 * hash + Arrays.hashCode(choice.second());
            hash = 31 * hash + Arrays.hashCode(choice.turns());
        }
        assertThat(hash).isEqualTo(-738447234);
    }

    @Test
    void ofTwoKindsTheFirstKindComesFirst() {
        List<LabelledPicture> kinds = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            for (Side kind : i % 10 == 9 ? List.of(Side.B) : List.of(Side.B, Side.A)) {
                kinds.add(new LabelledPicture(
                        kind + "/" + i, "thing" + i, "", pictures.get(i).source(), kind));
            }
        }
        TrainingPictures both = TrainingPictures.of(kinds, List.of());
        assertThat(both.identities()).isEqualTo(36);
        assertThat(both.count()).isEqualTo(72);
        BatchSampler sampler = new BatchSampler(both, 12, 0, 0, 1);
        for (long step = 1; step <= 20; step++) {
            BatchSampler.Choice choice = sampler.choose(step);
            for (int i = 0; i < 12; i++) {
                LabelledPicture first = kinds.get(choice.first()[i]);
                LabelledPicture second = kinds.get(choice.second()[i]);
                assertThat(first.kind()).isEqualTo(Side.A);
                assertThat(second.kind()).isEqualTo(Side.B);
                assertThat(first.identity()).isEqualTo(second.identity());
            }
        }
    }

    private String identity(int picture) {
        return pictures.get(picture).identity();
    }
}
