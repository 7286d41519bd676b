package org.example.likeness;

import dev.likeness.train.tower.TowerFactory;
import dev.likeness.train.tower.TowerProvider;
import java.util.List;
import java.util.Map;

/** The towers of this jar. */
public final class ExampleTowers implements TowerProvider {
    @Override
    public Map<String, TowerFactory> entries() {
        return Map.of("patches", new TowerFactory(PatchTower::new, List.of(64, 128), List.of(4, 1), 1));
    }
}
