package dev.likeness.train;

import dev.likeness.model.ModelCard;
import dev.likeness.model.NetworkDesign;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipe.Design;
import dev.likeness.train.tower.TowerFactory;
import dev.likeness.train.tower.Towers;
import java.util.Optional;

/**
 * Compares the network of a model, as its card describes it, with that of a recipe.
 *
 * @param card of the model; parts that it does not describe count as equal
 * @param shape of the input of the recipe's network
 */
record EncoderDifference(ModelCard card, Recipe recipe, PictureShape shape) {
    private static final int DEFAULT_GROUPS = 1;

    /** The first part of the encoder that differs, with both values: such as {@code its tower is plain, and the
     * recipe's is residual}. */
    Optional<String> first() {
        NetworkDesign design = card.design();
        Design wanted = recipe.design();
        if (!design.sharing().isEmpty()) {
            if (!design.sharing().equals(wanted.sharing())) {
                return text("sharing", design.sharing(), wanted.sharing());
            }
            Optional<String> tower = tower(design.tower(), wanted);
            if (tower.isPresent()) {
                return tower;
            }
            if (design.embedding() != wanted.embedding()) {
                return text("embedding", design.embedding() + " long", wanted.embedding() + " long");
            }
            if (!design.embeddingPooling().equals(wanted.embeddingPooling())) {
                return text("embedding-pooling", design.embeddingPooling(), wanted.embeddingPooling());
            }
        }
        // An embedding that is trained may get used to pictures that are fitted otherwise, also on a frozen tower.
        boolean sameFit = card.fit() == recipe.input().fitting()
                || !recipe.schedule().frozen().equals("encoder");
        if (!card.input().equals(shape) || !sameFit) {
            return text(
                    "input",
                    input(card.input(), card.fit()),
                    input(shape, recipe.input().fitting()));
        }
        return Optional.empty();
    }

    private static Optional<String> tower(NetworkDesign.Tower tower, Design wanted) {
        if (!tower.name().equals(wanted.tower())) {
            return text("tower", tower.name(), wanted.tower());
        }
        NetworkDesign.Tower one = complete(tower);
        NetworkDesign.Tower other =
                complete(new NetworkDesign.Tower(wanted.tower(), wanted.widths(), wanted.strides(), wanted.blocks()));
        return one.equals(other) ? Optional.empty() : text("tower", sizes(one), sizes(other));
    }

    /** A tower with its defaults for the sizes that are left open. */
    private static NetworkDesign.Tower complete(NetworkDesign.Tower tower) {
        TowerFactory factory = Towers.named(tower.name());
        return new NetworkDesign.Tower(
                tower.name(),
                tower.widths().isEmpty() ? factory.widths() : tower.widths(),
                tower.strides().isEmpty() ? factory.strides() : tower.strides(),
                or(tower.blocks(), factory.blocks()));
    }

    private static String sizes(NetworkDesign.Tower tower) {
        return tower.name() + " with widths " + tower.widths() + ", strides " + tower.strides() + " and blocks "
                + tower.blocks();
    }

    private static String input(PictureShape shape, Fit fit) {
        return shape.width() + "x" + shape.height() + (shape.channels() == 1 ? " grey " : " colour ") + fit.word();
    }

    private static Optional<String> text(String part, String model, String now) {
        return Optional.of("its " + part + " is " + model + ", and the recipe's is " + now);
    }

    /** Whether the heads have the same name and settings; their widths can still differ. */
    boolean sameHead() {
        NetworkDesign.Head head = card.design().head();
        Design wanted = recipe.design();
        return head.name().isEmpty()
                || (head.name().equals(wanted.head())
                        && or(head.groups(), DEFAULT_GROUPS) == or(wanted.headGroups(), DEFAULT_GROUPS)
                        && or(head.window(), RecipeParts.WINDOW) == or(wanted.headWindow(), RecipeParts.WINDOW));
    }

    private static int or(int chosen, int byDefault) {
        return chosen == 0 ? byDefault : chosen;
    }
}
