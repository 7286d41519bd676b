package dev.likeness.train.tower;

import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Tower;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Builds one kind of tower.
 *
 * @param maker usually the constructor of the tower
 * @param widths channels after each stage, if a recipe names none
 * @param strides the stride of each stage, if a recipe names none
 * @param blocks blocks in each stage after the first, if a recipe names no number
 */
public record TowerFactory(
        BiFunction<Layers, TowerSettings, Tower> maker, List<Integer> widths, List<Integer> strides, int blocks) {
    public TowerFactory {
        widths = List.copyOf(widths);
        strides = List.copyOf(strides);
    }
}
