package dev.likeness.train;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.cost.Cost;
import dev.likeness.train.cost.FeatureShape;
import dev.likeness.train.head.HeadFactory.Size;
import dev.likeness.train.head.Heads;
import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Tower;
import dev.likeness.train.recipe.Recipe.Design;
import dev.likeness.train.sharing.Sharings;
import java.util.function.ToLongFunction;

/**
 * The width of a head: the recipe's, or the width at which the head costs as much as {@code concat} at the recipe's width.
 * Heads of equal cost can be compared fairly: a larger head has no advantage by its size.
 */
final class HeadWidth {
    private static final String REFERENCE = "concat";
    private static final int WIDEST = 4096;

    private final Design design;
    private final ToLongFunction<Cost> price;
    private final int channels;
    private final FeatureShape features;

    private HeadWidth(Design design, PictureShape shape, ToLongFunction<Cost> price) {
        this.design = design;
        this.price = price;
        this.channels = shape.channels();
        Tower tower =
                new RecipeParts(design, shape.channels(), design.headWidth()).tower(new Layers(), shape.channels());
        this.features = Cost.outputShape(tower, shape);
    }

    /** The width of a design's head. */
    static int of(Design design, PictureShape shape) {
        if (design.match().equals("none")) {
            return design.headWidth();
        }
        if (Sharings.headless(design.sharing())
                || !Heads.named(design.head()).sizes().contains(Size.WIDTH)) {
            throw new InputException("recipe: design.match is '" + design.match()
                    + "', but there is no width to match in "
                    + (Sharings.headless(design.sharing()) ? "sharing '" + design.sharing() : "head '" + design.head())
                    + "'; set design.match to none");
        }
        ToLongFunction<Cost> price = design.match().equals("parameters") ? Cost::parameters : Cost::both;
        return new HeadWidth(design, shape, price).matched();
    }

    /** The width whose cost is nearest to the reference's. The cost grows with the width. */
    private int matched() {
        long wanted = price.applyAsLong(cost(design.withHead(REFERENCE), design.headWidth()));
        int step = Math.max(1, design.headGroups()); // the width must be a multiple of the groups
        int low = 1;
        int high = WIDEST / step;
        while (low < high) { // the smallest width that costs at least as much
            int middle = (low + high) / 2;
            if (priceOf(middle * step) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        boolean below = low > 1 && wanted - priceOf((low - 1) * step) < priceOf(low * step) - wanted;
        return (below ? low - 1 : low) * step;
    }

    private long priceOf(int width) {
        return price.applyAsLong(cost(design, width));
    }

    private Cost cost(Design asked, int width) {
        Layers layers = new Layers();
        RecipeParts parts = new RecipeParts(asked, channels, width);
        Embedding embedding = parts.embedding(new Layers(), features.channels());
        Head head = parts.head(layers, features.channels(), embedding);
        return Cost.of(head, features, layers.parameters());
    }
}
