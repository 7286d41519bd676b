package dev.likeness.train;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.cost.Cost;
import dev.likeness.train.head.HeadSettings;
import dev.likeness.train.head.Heads;
import dev.likeness.train.head.Heads.Size;
import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parts;
import dev.likeness.train.network.Tower;
import dev.likeness.train.recipe.Recipe.Design;
import dev.likeness.train.sharing.Sharings;
import dev.likeness.train.tower.TowerSettings;
import dev.likeness.train.tower.Towers;

/** From the words of a recipe to a network. */
public final class Networks {
    private static final int WINDOW = 2;

    private Networks() {}

    /**
     * The network of a design, for pictures of a shape.
     *
     * @throws InputException if a word is unknown, or sizes contradict each other
     */
    public static Network build(Design design, PictureShape shape) {
        return Sharings.build(design.sharing(), parts(design, shape, HeadWidth.of(design, shape)));
    }

    /** What a design's tower costs by itself, for pictures of a shape; its parameters once, however many towers there are. */
    public static Cost towerCost(Design design, PictureShape shape) {
        Layers layers = new Layers();
        int inputs = Sharings.headless(design.sharing()) ? 2 * shape.channels() : shape.channels();
        Tower tower = tower(design, layers, inputs);
        return Cost.of(tower, Cost.features(inputs, shape.height(), shape.width()), layers.parameters());
    }

    /** Finds out unknown and contradictory words before any picture is read. */
    static void check(Design design) {
        build(design, new PictureShape(64, 64, 1));
    }

    private static Parts parts(Design design, PictureShape shape, int headWidth) {
        return new Parts() {
            @Override
            public int inputs() {
                return shape.channels();
            }

            @Override
            public Tower tower(Layers layers, int inputs) {
                return Networks.tower(design, layers, inputs);
            }

            @Override
            public Embedding embedding(Layers layers, int channels) {
                return new Embedding(layers, channels, design.embedding());
            }

            @Override
            public Head head(Layers layers, int channels, Embedding embedding) {
                return Networks.head(design, layers, channels, headWidth, embedding);
            }
        };
    }

    static Tower tower(Design design, Layers layers, int inputs) {
        Towers.Kind kind = Towers.named(design.tower());
        TowerSettings size = new TowerSettings(
                inputs,
                design.widths().isEmpty() ? kind.widths() : design.widths(),
                design.strides().isEmpty() ? kind.strides() : design.strides(),
                design.blocks() == 0 ? kind.blocks() : design.blocks());
        return kind.maker().apply(layers, size);
    }

    static Head head(Design design, Layers layers, int channels, int width, Embedding embedding) {
        Heads.Kind kind = Heads.named(design.head());
        refuse(design, kind, Size.GROUPS, "design.head-groups", design.headGroups());
        refuse(design, kind, Size.WINDOW, "design.head-window", design.headWindow());
        int groups = design.headGroups() == 0 ? 1 : design.headGroups();
        int window = design.headWindow() == 0 ? WINDOW : design.headWindow();
        return kind.maker().apply(layers, new HeadSettings(channels, width, groups, window, embedding));
    }

    private static void refuse(Design design, Heads.Kind kind, Size size, String field, int value) {
        if (value != 0 && !kind.sizes().contains(size)) {
            throw new InputException("recipe: " + field + " is " + value + ", and head '" + design.head()
                    + "' has no such thing; leave it at 0, or choose a head that has ('correlation')");
        }
    }
}
