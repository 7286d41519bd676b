package dev.likeness.alignment;

import dev.likeness.registry.Provider;
import java.util.function.Supplier;

/**
 * Adds aligners. See {@link Provider} for how it is found. An entry opens its aligner, and the caller closes it;
 * {@link Aligner#name} is the name of the entry. An entry loads heavy libraries when it opens the aligner, not earlier.
 */
public interface AlignerProvider extends Provider<Supplier<Aligner>> {}
