package dev.likeness.train.tower;

import static java.util.Map.entry;

import dev.likeness.error.InputException;
import dev.likeness.error.Words;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Tower;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Every tower, by the word that recipes know it by, and its size where a recipe names none. */
public final class Towers {
    private static final Map<String, Kind> ALL = new TreeMap<>(Map.ofEntries(
            entry("plain", new Kind(PlainTower::new, List.of(32, 64, 128), List.of(1, 2, 2), 1)),
            entry("residual", new Kind(ResidualTower::new, List.of(32, 64, 128), List.of(2, 2, 2), 1)),
            entry("resnet18", new Kind(ResNet18Tower::new, List.of(64, 128, 256, 512), List.of(1, 2, 2, 2), 2)),
            entry("separable", new Kind(SeparableTower::new, List.of(32, 64, 128), List.of(1, 2, 2), 1))));

    private Towers() {}

    /** How to build a tower, and the widths, strides and blocks that it has by default. */
    public record Kind(
            BiFunction<Layers, TowerSettings, Tower> maker, List<Integer> widths, List<Integer> strides, int blocks) {}

    /**
     * The tower of a name.
     *
     * @throws InputException if there is none
     */
    public static Kind named(String name) {
        return Words.choose("tower", name, ALL);
    }

    public static Set<String> names() {
        return ALL.keySet();
    }
}
