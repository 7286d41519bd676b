package dev.likeness.measure;

import dev.likeness.registry.Provider;
import java.util.function.Supplier;

/**
 * Adds measures that need no trained model. See {@link Provider} for how it is found. An entry opens its measure, and the
 * caller closes it; {@link Measure#name} of the measure is the name of the entry. An entry loads heavy libraries when it
 * opens the measure, not earlier.
 */
public interface MeasureProvider extends Provider<Supplier<Measure>> {}
