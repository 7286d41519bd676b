package dev.likeness.train.tower;

import dev.likeness.registry.Provider;

/** Adds towers from another jar, by the names that recipes choose them by. See {@link Provider} for how it is found. */
public interface TowerProvider extends Provider<TowerFactory> {}
