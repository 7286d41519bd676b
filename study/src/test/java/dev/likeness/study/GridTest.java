package dev.likeness.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.study.Grid.Seeds;
import dev.likeness.train.recipe.Recipes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final Seeds THREE = new Seeds(3, Map.of());
    private static final Recipes BASE = Recipes.defaults();

    private static Grid grid(List<String> towers, List<String> sharings, List<String> heads, List<String> targets) {
        return new Grid(towers, sharings, heads, targets, List.of(), List.of());
    }

    private static List<String> names(List<Contender> contenders) {
        return contenders.stream().map(Contender::name).toList();
    }

    @Test
    void namesEachCombinationByItsVariedWords() {
        List<Contender> all = grid(
                        List.of("plain", "residual"),
                        List.of(),
                        List.of("concat"),
                        List.of("triplet", "cross-entropy+info-nce=0.5"))
                .contenders(BASE, THREE);

        assertThat(names(all))
                .containsExactly(
                        "plain triplet",
                        "plain cross-entropy+info-nce=0.5",
                        "residual triplet",
                        "residual cross-entropy+info-nce=0.5");
        TrainedContender second = (TrainedContender) all.get(1);
        assertThat(second.choice())
                .containsEntry("head", "concat")
                .containsEntry("tower", "plain")
                .containsEntry("sharing", "shared");
        assertThat(second.recipe().objective().target()).containsEntry("info-nce", 0.5);
        assertThat(second.seeds()).isEqualTo(3);
    }

    @Test
    void addsMeasuresByName() {
        List<Contender> all = SmallStudy.heads("concat").contenders(BASE, THREE);

        assertThat(names(all)).containsExactly("concat", "pixels");
        assertThat(all.get(1)).isInstanceOf(FixedContender.class);
    }

    @Test
    void addsEarlyFusionOnceAndWithoutEmbeddingTargets() {
        List<Contender> all = grid(
                        List.of(),
                        List.of("shared", "early"),
                        List.of("concat", "product"),
                        List.of("cross-entropy", "info-nce", "triplet"))
                .contenders(BASE, THREE);

        assertThat(names(all))
                .containsExactly(
                        "shared concat cross-entropy",
                        "shared concat info-nce",
                        "shared concat triplet",
                        "shared product cross-entropy",
                        "shared product info-nce",
                        "shared product triplet",
                        "early cross-entropy",
                        "early triplet");
    }

    @Test
    void earlyFusionHasNoPoolingOfTheOthersEmbedding() {
        List<Contender> all = grid(List.of(), List.of("shared", "early"), List.of("concat"), List.of("triplet"))
                .contenders(BASE.with("design", "embedding-pooling", "gem"), THREE);

        assertThat(all.stream()
                        .map(contender -> (TrainedContender) contender)
                        .map(contender -> contender.recipe().design().embeddingPooling()))
                .containsExactly("gem", "grid");
    }

    @Test
    void aWordOrANameCanHaveAnotherNumberOfSeeds() {
        List<Contender> all = SmallStudy.heads("concat", "product", "cosine")
                .contenders(BASE, new Seeds(1, Map.of("concat", 3, "cosine", 2)));

        assertThat(all.stream().filter(Contender::learned).map(Contender::seeds))
                .containsExactly(3, 1, 2);
    }

    @Test
    void reportsMistakesBeforeReadingData() {
        assertThatThrownBy(() -> SmallStudy.heads("concate", "product").contenders(BASE, THREE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("concate", "did you mean 'concat'");
        assertThatThrownBy(() -> SmallStudy.heads("concat").contenders(BASE, new Seeds(3, Map.of("conkat", 1))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("conkat");
        assertThatThrownBy(() -> new Seeds(0, Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0 seeds");
        assertThatThrownBy(() ->
                        grid(List.of(), List.of(), List.of("concat"), List.of()).contenders(BASE, THREE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("two contenders");
        Recipes frozen = BASE.with("schedule", "frozen", "encoder").withTargets("cross-entropy");
        assertThatThrownBy(() -> SmallStudy.heads("concat", "product").contenders(frozen, THREE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("schedule.frozen is 'encoder'; allowed in a study: none");
        assertThatThrownBy(
                        () -> new Grid(List.of(), List.of(), List.of("concat"), List.of(), List.of(), List.of("pixel"))
                                .contenders(BASE, THREE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean 'pixels'");
    }
}
