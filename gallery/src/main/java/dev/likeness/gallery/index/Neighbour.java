package dev.likeness.gallery.index;

import java.util.Comparator;

/**
 * A document that is near a query.
 *
 * @param document its number in the view that found it
 * @param cosine of its embedding and the query's, -1 to 1
 */
public record Neighbour(int document, double cosine) {
    /** The nearest first; among equally near ones the one that was added first. */
    public static final Comparator<Neighbour> NEAREST_FIRST =
            Comparator.comparingDouble(Neighbour::cosine).reversed().thenComparingInt(Neighbour::document);
}
