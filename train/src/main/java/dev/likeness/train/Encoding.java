package dev.likeness.train;

import dev.likeness.measure.CodeFormat;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.recipe.Recipe;

/**
 * What determines the codes of a network beside its weights.
 *
 * @param shape of the pictures that the network takes
 * @param fit how pictures of other proportions are brought to that size
 * @param codes the number formats in which codes are stored
 */
record Encoding(PictureShape shape, Fit fit, CodeFormat codes) {
    static Encoding of(Recipe recipe, PictureShape shape) {
        return new Encoding(
                shape, recipe.input().fitting(), CodeFormat.of(recipe.design().codeNumbers()));
    }

    /** Stretched pictures, and codes that are not rounded. */
    static Encoding plain(PictureShape shape) {
        return new Encoding(shape, Fit.STRETCH, CodeFormat.FLOAT);
    }
}
