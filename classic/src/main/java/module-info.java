/**
 * The traditional measures, and an aligner, on OpenCV. Nothing is exported: they are found by
 * {@link dev.likeness.measure.Measures} and {@link dev.likeness.alignment.Aligners}.
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

    provides dev.likeness.alignment.AlignerProvider with
            dev.likeness.classic.ClassicAligners;
    provides dev.likeness.measure.MeasureProvider with
            dev.likeness.classic.ClassicMeasures;
}
