/**
 * The traditional measures, on OpenCV. Nothing is exported: they are found by {@link dev.likeness.measure.Measures}.
 *
 * <p>On the module path, name this module and OpenCV's natives, which no module requires:
 * {@code --add-modules dev.likeness.classic,ALL-MODULE-PATH}.
 */
module dev.likeness.classic {
    requires static org.jspecify;
    requires dev.likeness.core;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.openblas;
    requires org.bytedeco.opencv;

    provides dev.likeness.measure.MeasureProvider with
            dev.likeness.classic.AverageHashMeasure.Provider,
            dev.likeness.classic.BoostDescriptorMeasure.Provider,
            dev.likeness.classic.CrossCorrelationMeasure.Provider,
            dev.likeness.classic.DifferenceHashMeasure.Provider,
            dev.likeness.classic.HistogramMeasure.Provider,
            dev.likeness.classic.MutualInformationMeasure.Provider,
            dev.likeness.classic.NearestPixelsMeasure.Provider,
            dev.likeness.classic.OrbMeasure.Provider,
            dev.likeness.classic.PerceptualHashMeasure.Provider,
            dev.likeness.classic.SiftMeasure.Provider,
            dev.likeness.classic.SimilarityMeasure.Provider,
            dev.likeness.classic.SquaredErrorMeasure.Provider,
            dev.likeness.classic.VggDescriptorMeasure.Provider;
}
