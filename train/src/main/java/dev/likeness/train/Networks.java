package dev.likeness.train;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.cost.Cost;
import dev.likeness.train.cost.FeatureShape;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Tower;
import dev.likeness.train.recipe.Recipe.Design;
import dev.likeness.train.sharing.Sharings;

/** Builds the network that a recipe describes. */
public final class Networks {
    private Networks() {}

    /**
     * The network of a design, for pictures of a shape.
     *
     * @throws InputException if a name is unknown or sizes contradict each other
     */
    public static Network build(Design design, PictureShape shape) {
        return Sharings.build(design.sharing(), new RecipeParts(design, shape.channels(), HeadWidth.of(design, shape)));
    }

    /** The cost of a design's tower alone, for pictures of a shape. Counts one tower, even if there are two. */
    public static Cost towerCost(Design design, PictureShape shape) {
        Layers layers = new Layers();
        int inputs = Sharings.headless(design.sharing()) ? 2 * shape.channels() : shape.channels();
        Tower tower = new RecipeParts(design, inputs, design.headWidth()).tower(layers, inputs);
        return Cost.of(tower, new FeatureShape(inputs, shape.height(), shape.width()), layers.parameters());
    }

    /** Checks a design for unknown names and contradictory sizes before any picture is read. */
    static void check(Design design) {
        build(design, new PictureShape(64, 64, 1));
    }
}
