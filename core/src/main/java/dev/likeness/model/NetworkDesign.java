package dev.likeness.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The design of a model's network, as its recipe names it.
 *
 * @param tower the convolutional network that reads one picture
 * @param sharing {@code shared}, {@code separate} or {@code early}; empty if the card does not say
 * @param head the part that combines what the tower found in two pictures
 * @param embedding the length of the embedding that the recipe asked for; 0 if the card does not say
 * @param embeddingPooling how the embedding pools the tower's map, such as {@code gem}; {@code grid} if the card does not
 *     say, because models without the field have it
 * @param cost of the network; null if the card does not say
 */
public record NetworkDesign(
        Tower tower,
        String sharing,
        Head head,
        int embedding,
        String embeddingPooling,
        @Nullable Cost cost) {
    /** The design of a card that does not record one. */
    public static final NetworkDesign UNKNOWN = new NetworkDesign(
            new Tower("", List.of(), List.of(), 0), "", new Head("", 0, 0, 0, "none", null), 0, "grid", null);

    /**
     * A tower and its sizes.
     *
     * @param name such as {@code residual}; empty if the card does not say
     * @param widths channels after each stage; empty for the tower's defaults
     * @param strides of each stage; empty for the tower's defaults
     * @param blocks in each stage; 0 for the tower's default
     */
    public record Tower(String name, List<Integer> widths, List<Integer> strides, int blocks) {
        public Tower {
            widths = List.copyOf(widths);
            strides = List.copyOf(strides);
        }
    }

    /**
     * A head and its sizes.
     *
     * @param name such as {@code blend}; {@code none} where both pictures enter one tower; empty if the card does not
     *     say
     * @param width channels inside the head, as the recipe asked for
     * @param groups groups of channels that are correlated separately; 0 for the head's default
     * @param window cells that the head looks away, either way; 0 for the head's default
     * @param match {@code none}, or the cost that sets the width: {@code parameters} or {@code multiply-adds}
     * @param matchedWidth the width that {@code match} led to; null if it is {@code none}
     */
    public record Head(
            String name,
            int width,
            int groups,
            int window,
            String match,
            @Nullable Integer matchedWidth) {}

    /**
     * What the network costs.
     *
     * @param parameters the number of weights
     * @param encode multiply-add operations to encode one picture
     * @param compare multiply-add operations to compare two encoded pictures
     */
    public record Cost(long parameters, long encode, long compare) {}

    /** Whether codes hold pixels only, so that every comparison runs the whole network: sharing {@code early}. */
    public boolean encodesPairs() {
        return sharing.equals("early");
    }
}
