package org.example.likeness;

import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureProvider;
import java.util.Map;
import java.util.function.Supplier;

/** The measures of this jar. */
public final class ExampleMeasures implements MeasureProvider {
    @Override
    public Map<String, Supplier<Measure>> entries() {
        return Map.of(MeanColourMeasure.NAME, MeanColourMeasure::new);
    }
}
