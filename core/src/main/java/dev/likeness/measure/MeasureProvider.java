package dev.likeness.measure;

/**
 * Offers a measure that needs no trained model. Found through {@link java.util.ServiceLoader}: an implementation is a
 * public class with a public constructor without arguments, named in a line of
 * {@code META-INF/services/dev.likeness.measure.MeasureProvider}. To make one costs next to nothing; what is heavy is
 * loaded by {@link #open}.
 */
public interface MeasureProvider {
    /** The name by which users ask for the measure: lower case, words joined by hyphens. */
    String name();

    /** A measure, to be closed by whoever opened it. Its own name is {@link #name}. */
    Measure open();
}
