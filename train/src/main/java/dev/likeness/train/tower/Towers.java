package dev.likeness.train.tower;

import static java.util.Map.entry;

import dev.likeness.error.InputException;
import dev.likeness.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** All towers, by the names that recipes choose them by. Other jars add theirs through {@link TowerProvider}. */
public final class Towers {
    private static final Registry<TowerFactory> ALL = Registry.of(
            "tower",
            Map.ofEntries(
                    entry("plain", new TowerFactory(PlainTower::new, List.of(32, 64, 128), List.of(1, 2, 2), 1)),
                    entry("residual", new TowerFactory(ResidualTower::new, List.of(32, 64, 128), List.of(2, 2, 2), 1)),
                    entry(
                            "resnet18",
                            new TowerFactory(ResNet18Tower::new, List.of(64, 128, 256, 512), List.of(1, 2, 2, 2), 2)),
                    entry(
                            "separable",
                            new TowerFactory(SeparableTower::new, List.of(32, 64, 128), List.of(1, 2, 2), 1)),
                    entry(
                            "contrast",
                            new TowerFactory(ContrastTower::new, List.of(32, 64, 128, 256), List.of(2, 2, 2, 2), 1))),
            () -> ServiceLoader.load(TowerProvider.class));

    private Towers() {}

    /**
     * The tower of a name.
     *
     * @throws InputException if there is none
     */
    public static TowerFactory named(String name) {
        return ALL.named(name);
    }

    public static Set<String> names() {
        return ALL.names();
    }
}
