package dev.likeness.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {
    @TempDir
    Path folder;

    private Recipe read(String yaml) throws Exception {
        Path file = folder.resolve("recipe.yaml");
        Files.writeString(file, yaml);
        return Recipes.read(file).toRecipe();
    }

    @Test
    void aFileChangesOnlyTheFieldsThatItNames() throws Exception {
        Recipe changed = read("design: {head: concat}\nobjective: {target: {info-nce: 2}}\n");
        Recipe defaults = Recipes.defaults().toRecipe();

        assertThat(changed.design().head()).isEqualTo("concat");
        assertThat(changed.design().tower()).isEqualTo(defaults.design().tower());
        assertThat(changed.objective().target()).containsOnlyKeys("info-nce");
        assertThat(changed.schedule()).isEqualTo(defaults.schedule());
    }

    @Test
    void aRecipeIsReadFromItsJsonAndItsYaml() throws Exception {
        Recipe recipe = Recipes.defaults().with("input", "size", "64").toRecipe();

        assertThat(Recipes.of(Recipes.tree(recipe)).toRecipe()).isEqualTo(recipe);
        assertThat(Recipes.ofJson(Recipes.json(recipe)).toRecipe()).isEqualTo(recipe);
        assertThat(read(Recipes.yaml(recipe))).isEqualTo(recipe);
    }

    /** The recipe of a model from a version without a field, such as the margin. */
    @Test
    void missingFieldsOfAnOlderRecipeHaveTheirDefaults() {
        Recipe recipe = Recipes.defaults().with("input", "size", "64").toRecipe();
        ObjectNode older = (ObjectNode) Recipes.tree(recipe);
        ((ObjectNode) older.get("objective")).remove("margin");
        ((ObjectNode) older.get("objective")).remove("learn-temperature");
        ((ObjectNode) older.get("augmentation")).remove("views");
        ((ObjectNode) older.get("schedule")).remove("frozen");
        ((ObjectNode) older.get("schedule")).remove("tower-rate");
        ((ObjectNode) older.get("design")).remove("embedding-pooling");

        assertThat(Recipes.of(older).toRecipe()).isEqualTo(recipe);
    }

    /** The network and its targets are those of the model; the new data decide how pictures are altered. */
    @Test
    void fineTuningKeepsTheNetworkAndHasAScheduleOfItsOwn() {
        Recipe model = Recipes.defaults()
                .with("input", "size", "96")
                .with("design", "embedding-pooling", "gem")
                .with("objective", "temperature", "0.06")
                .with("augmentation", "views", "photo")
                .with("augmentation", "turns", "0.5")
                .with("schedule", "frozen", "tower")
                .with("schedule", "tower-rate", "0.5")
                .with("schedule", "learning-rate", "0.0001")
                .with("schedule", "weight-decay", "0.01")
                .with("selection", "by", "verification")
                .toRecipe();
        Recipe tuned = Recipes.ofJson(Recipes.json(model)).forFineTuning().toRecipe();

        assertThat(tuned.input()).isEqualTo(model.input());
        assertThat(tuned.design()).isEqualTo(model.design());
        assertThat(tuned.objective()).isEqualTo(model.objective());
        assertThat(tuned.augmentation().views()).isEqualTo("auto");
        assertThat(tuned.augmentation().turns()).isEqualTo(0.5);
        assertThat(tuned.schedule().towerRate()).isEqualTo(1);
        assertThat(tuned.schedule().learningRate()).isEqualTo(0.002);
        assertThat(tuned.schedule().frozen()).isEqualTo("none");
        assertThat(tuned.schedule().weightDecay()).isEqualTo(0.01);
        assertThat(tuned.selection().by()).isEqualTo("verification");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "0.5", "0.7"})
    void aLearnedTemperatureStartsBetweenItsBounds(String start) throws Exception {
        assertThat(read("objective: {temperature: " + start + "}").objective().learnTemperature())
                .isFalse();
        assertThatThrownBy(() -> read("objective: {temperature: " + start + ", learn-temperature: true}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("objective.temperature is " + start + "; allowed: between 0.01 and 0.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e400", "NaN"})
    void aMarginIsAboveZero(String margin) {
        assertThatThrownBy(() -> read("objective: {margin: " + margin + "}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("objective.margin")
                .hasMessageContaining("above 0 and finite");
    }

    @Test
    void errorsNameTheFieldAndTheAllowedValues() {
        assertThatThrownBy(() -> read("design: {haed: concat}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("design.haed")
                .hasMessageContaining("did you mean 'head'?");
        assertThatThrownBy(() -> read("input: {size: big}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("input.size");
        assertThatThrownBy(() -> read("input: {size: 4}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("8 to 1024");
        assertThatThrownBy(() -> read("input: {fit: strech}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'strech'")
                .hasMessageContaining("did you mean 'stretch'? Allowed: letterbox, stretch, trim");
        assertThatThrownBy(() -> Recipes.defaults().with("desing", "head", "concat"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean 'design'?");
        assertThatThrownBy(() -> read("- a\n- list\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("mapping");
        assertThatThrownBy(() -> read("input: [unclosed"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line");
        assertThatThrownBy(() -> Recipes.read(folder.resolve("absent.yaml")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("absent.yaml");
    }

    @Test
    void earlyHasOtherDefaults() throws Exception {
        Recipe early = read("design: {sharing: early}");

        assertThat(early.design().head()).isEqualTo("none");
        assertThat(early.objective().target()).containsOnlyKeys("cross-entropy");
        assertThat(early.objective().negatives()).containsExactly("random");
        assertThat(Recipes.of(Recipes.tree(early)).toRecipe()).isEqualTo(early);
    }

    @Test
    void settingsThatContradictEarlyAreAnError() {
        assertThatThrownBy(() -> read("design: {sharing: early, head: concat}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("design.head is 'concat'")
                .hasMessageContaining("early");
        assertThatThrownBy(() -> read("{design: {sharing: early}, objective: {target: {info-nce: 1}}}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("objective.target");
        assertThatThrownBy(() -> read("{design: {sharing: early}, objective: {negatives: [hardest]}}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("objective.negatives");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{input: {size: wide}} | input.size is 'wide'; allowed: a whole number",
                "{input: {size: 40.5}} | input.size is 40.5; allowed: a whole number",
                "{objective: {target: {triplet: much}}} | objective.target.triplet is 'much'; allowed: a number",
                "{objective: {target: 3}} | objective.target is 3; allowed: names with numbers, such as {triplet: 1}",
                "{objective: {negatives: random}} | objective.negatives is 'random'; allowed: a list in square brackets",
                "{design: {widths: [a, 2]}} | design.widths is [\"a\",2]; allowed: a list; each element is a whole number",
                "{design: {head: [concat]}} | design.head is [\"concat\"]; allowed: text",
                "{design: 3} | design is 3; allowed: a section of fields",
            })
    void aValueOfAnotherTypeIsAnErrorWithoutTermsOfJava(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessageEndingWith(": " + message);
    }

    @Test
    void aRecipeOfAnOlderVersionIsCompletedWithTheDefaults() {
        ObjectNode current = (ObjectNode) Recipes.tree(Recipes.defaults().toRecipe());
        ObjectNode older = current.deepCopy();
        ((ObjectNode) older.path("design")).remove("embedding-pooling");
        assertThat(older).isNotEqualTo(current);
        assertThat(Recipes.completed(older)).hasToString(current.toString());
        ((ObjectNode) older.path("design")).put("head", "product");
        assertThat(Recipes.completed(older)).isNotEqualTo(current);
        assertThat(Recipes.completed(current.textNode("x"))).hasToString("\"x\"");
    }
}
