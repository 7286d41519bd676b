package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.cost.Cost;
import dev.likeness.train.head.Heads;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks from recipes: invalid recipes, costs, and shared weights. */
class NetworksTest {
    private static final PictureShape SHAPE = new PictureShape(48, 48, 1);

    private static Recipe recipe(String... changes) {
        Recipes recipes = Recipes.defaults();
        for (String change : changes) {
            String[] parts = change.split("[.=]", 3);
            recipes = recipes.with(parts[0], parts[1], parts[2]);
        }
        return recipes.toRecipe();
    }

    @ParameterizedTest
    @CsvSource({
        "design.head=concta, head 'concta', concat",
        "design.head=Nearest, head 'Nearest', nearest",
        "design.tower=resdual, tower 'resdual', residual",
        "design.sharing=seperate, sharing 'seperate', separate",
        "design.embedding-pooling=gen, embedding-pooling 'gen', gem",
        "objective.target={tripplet: 1}, target 'tripplet', triplet",
        "objective.negatives=[semihard], choice of negatives 'semihard', semi-hard",
    })
    void aMistypedNameIsAnErrorWithTheNearestName(String change, String wrong, String meant) {
        assertThatThrownBy(() -> Trainer.check(recipe(change)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no " + wrong)
                .hasMessageContaining("did you mean '" + meant + "'? Allowed: ");
    }

    @Test
    void anUnknownNameIsAnErrorWithAllNames() {
        assertThatThrownBy(() -> Trainer.check(recipe("design.head=transformer")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("choose one of blend, concat, correlation, cosine");
    }

    @Test
    void sizesThatAHeadDoesNotHaveAreAnError() {
        assertThatThrownBy(() -> Trainer.check(recipe("design.head=concat", "design.head-groups=4")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("head-groups is 4");
        assertThatThrownBy(() -> Trainer.check(recipe("design.head=nearest", "design.head-window=1")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("head-window is 1");
        assertThatThrownBy(() -> Trainer.check(recipe("design.head=correlation", "design.head-groups=5")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not divisible");
        assertThatThrownBy(() -> Trainer.check(recipe("design.head=cosine", "design.match=parameters")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no width to match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters", "multiply-adds"})
    void matchedHeadsCostAsMuchAsConcat(String match) {
        long wanted = headPrice("concat", match, "none");
        for (String head : Heads.names()) {
            if (!head.equals("cosine")) {
                assertThat((double) headPrice(head, match, match) / wanted)
                        .as(head)
                        .isBetween(0.9, 1.1);
            }
        }
    }

    private static long headPrice(String head, String of, String match) {
        Recipe recipe = recipe("design.head=" + head, "design.match=" + match);
        Network network = Networks.build(recipe.design(), SHAPE);
        Network without = Networks.build(recipe("design.head=cosine").design(), SHAPE); // has two parameters
        Cost cost = Cost.of(network, SHAPE);
        Cost rest = Cost.of(without, SHAPE);
        long embedding = 16L * 128 * 256; // the cosine head computes it again
        return of.equals("parameters")
                ? cost.parameters() - rest.parameters() + 2
                : cost.both() - 2 * (rest.encode() - embedding);
    }

    @Test
    void separateNetworksHaveTwoTowersAndOneHead() {
        List<String> shared = names(recipe("design.sharing=shared"));
        List<String> separate = names(recipe("design.sharing=separate"));
        List<String> expected = new ArrayList<>();
        for (String side : List.of("a.", "b.")) {
            shared.stream()
                    .filter(name -> name.startsWith("pixels") || name.startsWith("tower"))
                    .forEach(name -> expected.add(side + name));
        }
        shared.stream()
                .filter(name -> name.startsWith("embedding") || name.startsWith("head"))
                .forEach(expected::add);

        assertThat(separate).isEqualTo(expected);
    }

    private static List<String> names(Recipe recipe) {
        return Networks.build(recipe.design(), SHAPE).parameters().stream()
                .map(Parameter::name)
                .toList();
    }

    /** Weights are found by name, so these names and shapes never change. */
    @Test
    void theEmbeddingReadsWhatItsPoolingGives() {
        assertThat(embedding("grid"))
                .containsExactly("embedding.project.weight[256, 2048]", "embedding.project.bias[256]");
        assertThat(embedding("gem"))
                .containsExactly(
                        "embedding.pooling.log_exponent[1]",
                        "embedding.project.weight[256, 128]",
                        "embedding.project.bias[256]");
        assertThat(Networks.build(recipe().design(), SHAPE).parameters())
                .isEqualTo(
                        Networks.build(recipe("design.embedding-pooling=grid").design(), SHAPE)
                                .parameters());
    }

    private static List<String> embedding(String pooling) {
        Recipe recipe = recipe("design.embedding-pooling=" + pooling);
        return Networks.build(recipe.design(), SHAPE).parameters().stream()
                .filter(parameter -> parameter.name().startsWith("embedding."))
                .map(Parameter::toString)
                .toList();
    }

    @Test
    void earlyHasNoLearnedEmbeddingToPoolFor() {
        assertThatThrownBy(() -> recipe("design.sharing=early", "design.embedding-pooling=gem"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("design.embedding-pooling is 'gem'; allowed: with sharing 'early'")
                .hasMessageContaining("grid, because the embedding is not learned");
    }

    @Test
    void earlyComputesNothingPerPicture() {
        Cost early = Cost.of(Networks.build(recipe("design.sharing=early").design(), SHAPE), SHAPE);
        Cost shared = Cost.of(Networks.build(recipe().design(), SHAPE), SHAPE);

        assertThat(early.encode()).isZero();
        assertThat(early.compare()).isGreaterThan(shared.encode());
    }
}
