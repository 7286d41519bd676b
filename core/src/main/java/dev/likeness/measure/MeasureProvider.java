package dev.likeness.measure;

/**
 * Offers a measure that needs no trained model. Found through {@link java.util.ServiceLoader}: an implementation is a
 * public class with a public constructor without arguments, named in a line of
 * {@code META-INF/services/dev.likeness.measure.MeasureProvider}. Its constructor must be cheap; {@link #open} loads what is
 * expensive.
 */
public interface MeasureProvider {
    /** The name of the measure on the command line: lower case, words joined by hyphens. */
    String name();

    /** Opens the measure; the caller closes it. Its name is {@link #name}. */
    Measure open();
}
