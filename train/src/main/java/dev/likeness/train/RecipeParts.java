package dev.likeness.train;

import dev.likeness.error.InputException;
import dev.likeness.train.head.HeadFactory;
import dev.likeness.train.head.HeadFactory.Size;
import dev.likeness.train.head.HeadSettings;
import dev.likeness.train.head.Heads;
import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Parts;
import dev.likeness.train.network.Pooling;
import dev.likeness.train.network.Tower;
import dev.likeness.train.pooling.Poolings;
import dev.likeness.train.recipe.Recipe.Design;
import dev.likeness.train.tower.TowerFactory;
import dev.likeness.train.tower.TowerSettings;
import dev.likeness.train.tower.Towers;

/**
 * The parts that a recipe names.
 *
 * @param inputs channels of the pictures
 * @param headWidth channels inside the head
 */
record RecipeParts(Design design, int inputs, int headWidth) implements Parts {
    /** The window of a head that has one, if the recipe leaves it open. */
    static final int WINDOW = 2;

    @Override
    public Tower tower(Layers layers, int channels) {
        TowerFactory factory = Towers.named(design.tower());
        TowerSettings settings = new TowerSettings(
                channels,
                design.widths().isEmpty() ? factory.widths() : design.widths(),
                design.strides().isEmpty() ? factory.strides() : design.strides(),
                design.blocks() == 0 ? factory.blocks() : design.blocks());
        return factory.maker().apply(layers, settings);
    }

    @Override
    public Embedding embedding(Layers layers, int channels) {
        Pooling pooling = Poolings.build(design.embeddingPooling(), layers);
        return new Embedding(pooling, layers.linear("project", channels * pooling.cells(), design.embedding()));
    }

    @Override
    public Head head(Layers layers, int channels, Embedding embedding) {
        HeadFactory factory = Heads.named(design.head());
        refuse(factory, Size.GROUPS, "design.head-groups", design.headGroups());
        refuse(factory, Size.WINDOW, "design.head-window", design.headWindow());
        int groups = design.headGroups() == 0 ? 1 : design.headGroups();
        int window = design.headWindow() == 0 ? WINDOW : design.headWindow();
        return factory.maker().apply(layers, new HeadSettings(channels, headWidth, groups, window, embedding));
    }

    private void refuse(HeadFactory factory, Size size, String field, int value) {
        if (value != 0 && !factory.sizes().contains(size)) {
            throw new InputException("recipe: " + field + " is " + value + ", and head '" + design.head()
                    + "' has no such setting; leave it at 0, or choose a head that has it ('correlation')");
        }
    }
}
