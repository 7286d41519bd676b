package dev.likeness.train.head;

import dev.likeness.registry.Provider;

/** Adds heads from another jar, by the names that recipes choose them by. See {@link Provider} for how it is found. */
public interface HeadProvider extends Provider<HeadFactory> {}
