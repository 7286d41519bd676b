package dev.likeness.train.target;

import dev.likeness.registry.Provider;

/** Adds targets from another jar, by the names that recipes choose them by. See {@link Provider} for how it is found. */
public interface TargetProvider extends Provider<Target> {}
