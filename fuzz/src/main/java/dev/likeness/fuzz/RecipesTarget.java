package dev.likeness.fuzz;

import dev.likeness.train.Trainer;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A recipe and the network that it describes. A recipe that is written and read again must be equal. */
final class RecipesTarget implements Target {
    private final Scratch scratch = new Scratch();

    @Override
    public String name() {
        return "recipes";
    }

    @Override
    public void read(byte[] input) {
        Recipe recipe = Recipes.read(scratch.write("recipe.yaml", input)).toRecipe();
        byte[] written = Recipes.yaml(recipe).getBytes(StandardCharsets.UTF_8);
        Recipe again = Recipes.read(scratch.write("written.yaml", written)).toRecipe();
        if (!again.equals(recipe)) {
            throw new Finding("a recipe differs after it is written and read again");
        }
        Trainer.check(recipe);
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                text(Recipes.yaml(Recipes.defaults().toRecipe())),
                text(
                        "design: {tower: plain, widths: [8, 16, 8], strides: [2, 2, 1], head: correlation, head-groups: 2}"),
                text("design:\n  sharing: early\n  match: none\nschedule:\n  groups: 0\n"),
                text("input: {size: 32, channels: grey}\nobjective: {target: {hinge: 1, triplet: 0.5}, margin: 2}\n"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int longest() {
        return 2048;
    }

    @Override
    public List<String> watched() {
        return List.of("com.fasterxml.jackson.dataformat.**", "org.yaml.snakeyaml.**");
    }

    @Override
    public List<String> words() {
        return List.of(
                "&a ",
                "*a",
                "<<: ",
                "!!java",
                "!!binary ",
                "--- ",
                "...",
                "{{{{{{",
                "[[[[[[",
                "- - - - ",
                "? ",
                "|\n",
                ">\n",
                ".inf",
                ".nan",
                "-.inf",
                "1e999",
                "0x7fffffff",
                "1_000",
                "9999999999999",
                "null",
                "~",
                "design: ",
                "tower: ",
                "widths: ",
                "strides: ",
                "blocks: ",
                "head: ",
                "head-width: ",
                "head-window: ",
                "match: parameters",
                "match: multiply-adds",
                "embedding: ",
                "embedding-pooling: gem",
                "target: {",
                "learn-temperature: true",
                "sharing: separate",
                "residual",
                "resnet18",
                "separable",
                "contrast",
                "nearest",
                "cosine",
                "interleaved",
                "grouped",
                "info-nce");
    }
}
