package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OneShotTrialsTest {
    private static final int WAYS = 5;

    @Test
    void eachRunQueriesEachIdentityOfItsGallery() {
        OneShotTrials drawn = OneShotTrials.draw(SplitTest.grid(4, 8, 6), WAYS, 10, 1);
        assertThat(drawn.ways()).isEqualTo(WAYS);
        assertThat(drawn.trials()).hasSize(50);
        for (OneShotTrial trial : drawn.trials()) {
            assertThat(trial.gallery()).hasSize(WAYS);
            assertThat(trial.gallery().get(trial.answer()).identity())
                    .isEqualTo(trial.query().identity());
            assertThat(trial.gallery()).doesNotContain(trial.query());
            assertThat(SplitTest.of(trial.gallery(), LabelledPicture::identity)).hasSize(WAYS);
            assertThat(SplitTest.of(trial.gallery(), LabelledPicture::group))
                    .containsOnly(trial.query().group());
        }
        assertThat(drawn.trials().stream().map(OneShotTrial::run).distinct()).hasSize(10);
    }

    @Test
    void moreTrialsThanMemoryHoldsAreRefused() {
        assertThatThrownBy(() -> OneShotTrials.draw(SplitTest.grid(4, 8, 6), WAYS, 2_000_000_000, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("request fewer runs");
    }

    @Test
    void oneDrawerDrawsTheGalleryAndAnotherTheQueries() {
        for (List<OneShotTrial> run : runs(OneShotTrials.draw(SplitTest.grid(2, 8, 6), WAYS, 10, 1))) {
            Set<String> gallery = drawers(run.get(0).gallery());
            Set<String> queries = drawers(run.stream().map(OneShotTrial::query).toList());
            assertThat(gallery).hasSize(1);
            assertThat(queries).hasSize(1).doesNotContainAnyElementsOf(gallery);
        }
    }

    @Test
    void withoutDrawersTwoDifferentPicturesAreDrawn() {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            pictures.add(SplitTest.picture("c%d/photo%d.jpg".formatted(i / 3, i), "c" + i / 3, "", i));
        }
        OneShotTrials drawn = OneShotTrials.draw(pictures, WAYS, 20, 3);
        assertThat(drawn.trials())
                .hasSize(100)
                .allSatisfy(
                        trial -> assertThat(trial.gallery().get(trial.answer())).isNotEqualTo(trial.query()));
    }

    @Test
    void waysAreLimitedByTheLargestGroup() {
        List<LabelledPicture> pictures = new ArrayList<>(SplitTest.grid("small", 3, 2));
        pictures.addAll(SplitTest.grid("large", 7, 2));
        pictures.addAll(SplitTest.grid("singles", 40, 1));
        OneShotTrials drawn = OneShotTrials.draw(pictures, 20, 2, 1);
        assertThat(drawn.askedWays()).isEqualTo(20);
        assertThat(drawn.ways()).isEqualTo(7);
        assertThat(drawn.trials()).hasSize(14);
    }

    @Test
    void theDrawDependsOnTheSeedButNotOnTheOrder() {
        List<LabelledPicture> pictures = SplitTest.grid(4, 8, 6);
        List<LabelledPicture> shuffled = new ArrayList<>(pictures);
        Collections.shuffle(shuffled, new Random(2));
        assertThat(OneShotTrials.draw(shuffled, WAYS, 9, 1)).isEqualTo(OneShotTrials.draw(pictures, WAYS, 9, 1));
        assertThat(OneShotTrials.draw(pictures, WAYS, 9, 2)).isNotEqualTo(OneShotTrials.draw(pictures, WAYS, 9, 1));
    }

    @Test
    void drawsEqualThoseOfEarlierReleases() {
        List<LabelledPicture> pictures =
                DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 9, 3, 16, 1));
        List<LabelledPicture> withoutDrawers = pictures.stream()
                .map(picture ->
                        SplitTest.picture(picture.name().replace(".", "x."), picture.identity(), picture.group(), 1))
                .toList();
        assertThat(asked(pictures).hashCode()).isEqualTo(-1744594510);
        assertThat(asked(withoutDrawers).hashCode()).isEqualTo(268911380);
    }

    private static List<String> asked(List<LabelledPicture> pictures) {
        return OneShotTrials.draw(pictures, 5, 30, 1).trials().stream()
                .map(trial -> trial.query().name() + " "
                        + trial.gallery().get(trial.answer()).name())
                .toList();
    }

    @Test
    void moreRunsExtendFewerRuns() {
        List<LabelledPicture> pictures = SplitTest.grid(4, 8, 6);
        List<OneShotTrial> few = OneShotTrials.draw(pictures, WAYS, 3, 1).trials();
        assertThat(OneShotTrials.draw(pictures, WAYS, 9, 1).trials().subList(0, few.size()))
                .isEqualTo(few);
    }

    @Test
    void impossibleDrawsAreRejected() {
        assertThatThrownBy(() -> OneShotTrials.draw(SplitTest.grid("a", 9, 1), 5, 2, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("need 2 identities with two or more pictures in one group; the data have 0");
        assertThatThrownBy(() -> OneShotTrials.draw(SplitTest.grid("a", 9, 3), 1, 2, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("with 1 ways in 2 runs; at least 2 ways and 1 run");
    }

    private static List<List<OneShotTrial>> runs(OneShotTrials drawn) {
        return List.copyOf(drawn.trials().stream()
                .collect(Collectors.groupingBy(OneShotTrial::run))
                .values());
    }

    private static Set<String> drawers(List<LabelledPicture> pictures) {
        return SplitTest.of(
                pictures,
                picture -> Pattern.compile("_(\\d+)\\.")
                        .matcher(picture.name())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1));
    }
}
