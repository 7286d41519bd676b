package dev.likeness.picture.reader;

import dev.likeness.registry.Provider;

/**
 * Adds picture formats from another jar; {@link Provider} says how it is found. The names are those of formats in lower
 * case, such as {@code "heic"}.
 *
 * <p>Providers are loaded for the first file that is of no built-in format, so that other files are read without them.
 */
public interface PictureReaderProvider extends Provider<PictureReader> {}
