package dev.likeness.train.tower;

import dev.likeness.error.InputException;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Tower;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Every tower, by the word that recipes know it by, and its size where a recipe names none. */
public final class Towers {
    private static final Map<String, Kind> ALL = new TreeMap<>(Map.of(
            "plain", new Kind(PlainTower::new, List.of(32, 64, 128), List.of(1, 2, 2), 1),
            "resnet18", new Kind(ResNet18Tower::new, List.of(64, 128, 256, 512), List.of(1, 2, 2, 2), 2),
            "residual", new Kind(ResidualTower::new, List.of(32, 64, 128), List.of(2, 2, 2), 1),
            "separable", new Kind(SeparableTower::new, List.of(32, 64, 128), List.of(1, 2, 2), 1)));

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
        Kind kind = ALL.get(name);
        if (kind == null) {
            throw new InputException("there is no tower '" + name + "'; choose one of " + String.join(", ", names()));
        }
        return kind;
    }

    public static Set<String> names() {
        return ALL.keySet();
    }
}
