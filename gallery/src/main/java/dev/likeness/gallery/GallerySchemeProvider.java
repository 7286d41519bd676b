package dev.likeness.gallery;

import dev.likeness.registry.Provider;

/** Gallery schemes of another jar, by the names that stand before the colon of an address. */
public interface GallerySchemeProvider extends Provider<GalleryScheme> {}
