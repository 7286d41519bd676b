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

/** Builds the network that a recipe describes. */
public final class Networks {
    private static final int WINDOW = 2;

    private Networks() {}

    /**
     * The network of a design, for pictures of a shape.
     *
     * @throws InputException if a name is unknown or sizes contradict each other
     */
    public static Network build(Design design, PictureShape shape) {
        return Sharings.build(design.sharing(), parts(design, shape, HeadWidth.of(design, shape)));
    }

    /** The cost of a design's tower alone, for pictures of a shape. Counts one tower, even if there are two. */
    public static Cost towerCost(Design design, PictureShape shape) {
        Layers layers = new Layers();
        int inputs = Sharings.headless(design.sharing()) ? 2 * shape.channels() : shape.channels();
        Tower tower = tower(design, layers, inputs);
        return Cost.of(tower, Cost.features(inputs, shape.height(), shape.width()), layers.parameters());
    }

    /** Checks a design for unknown names and contradictory sizes before any picture is read. */
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
        requireUnset(design, kind, Size.GROUPS, "design.head-groups", design.headGroups());
        requireUnset(design, kind, Size.WINDOW, "design.head-window", design.headWindow());
        int groups = design.headGroups() == 0 ? 1 : design.headGroups();
        int window = design.headWindow() == 0 ? WINDOW : design.headWindow();
        return kind.maker().apply(layers, new HeadSettings(channels, width, groups, window, embedding));
    }

    private static void requireUnset(Design design, Heads.Kind kind, Size size, String field, int value) {
        if (value != 0 && !kind.sizes().contains(size)) {
            throw new InputException("recipe: " + field + " is " + value + ", but head '" + design.head()
                    + "' does not have this size; set it to 0, or choose the head 'correlation'");
        }
    }
}
