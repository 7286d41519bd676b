package dev.likeness.classic;

import static java.util.Map.entry;

import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureProvider;
import java.util.Map;
import java.util.function.Supplier;

/** The table of the measures in this module. Listing their names loads neither the measures nor OpenCV. */
public final class ClassicMeasures implements MeasureProvider {
    @Override
    public Map<String, Supplier<Measure>> entries() {
        // Lambdas, because references to constructors would load the classes.
        return Map.ofEntries(
                entry(AverageHashMeasure.NAME, () -> new AverageHashMeasure()),
                entry(BoostDescriptorMeasure.NAME, () -> new BoostDescriptorMeasure()),
                entry(DifferenceHashMeasure.NAME, () -> new DifferenceHashMeasure()),
                entry(HistogramMeasure.NAME, () -> new HistogramMeasure()),
                entry(SquaredErrorMeasure.NAME, () -> new SquaredErrorMeasure()),
                entry(MutualInformationMeasure.NAME, () -> new MutualInformationMeasure()),
                entry(CrossCorrelationMeasure.NAME, () -> new CrossCorrelationMeasure()),
                entry(NearestPixelsMeasure.NAME, () -> new NearestPixelsMeasure()),
                entry(OrbMeasure.NAME, () -> new OrbMeasure()),
                entry(PerceptualHashMeasure.NAME, () -> new PerceptualHashMeasure()),
                entry(SiftDescriptorMeasure.NAME, () -> new SiftDescriptorMeasure()),
                entry(SiftMeasure.NAME, () -> new SiftMeasure()),
                entry(SimilarityMeasure.NAME, () -> new SimilarityMeasure()),
                entry(VggDescriptorMeasure.NAME, () -> new VggDescriptorMeasure()));
    }
}
