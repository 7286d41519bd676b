package dev.likeness.train.tower;

import dev.likeness.error.InputException;
import java.util.List;

/**
 * The size of a tower.
 *
 * @param inputs 1 for grey pictures, 3 for colour
 * @param widths channels after each stage, at least one stage
 * @param strides the stride of each stage, 1 or more; one for each width
 * @param blocks blocks in each stage after the first, for towers made of blocks
 */
public record TowerSettings(int inputs, List<Integer> widths, List<Integer> strides, int blocks) {
    public TowerSettings {
        widths = List.copyOf(widths);
        strides = List.copyOf(strides);
        if (widths.isEmpty() || widths.size() != strides.size()) {
            throw new InputException("widths " + widths + " and strides " + strides
                    + ": the lists must have the same length, at least 1");
        }
        if (widths.stream().anyMatch(w -> w < 1) || strides.stream().anyMatch(s -> s < 1) || blocks < 1) {
            throw new InputException(
                    "widths " + widths + ", strides " + strides + ", blocks " + blocks + ": each must be 1 or more");
        }
    }
}
