package dev.likeness.spark;

import dev.likeness.calibration.Rate;
import org.jspecify.annotations.Nullable;

/**
 * How many of the pairs that a comparison with all pictures finds also meet in a cell.
 *
 * @param threshold the name of the threshold of a gallery: {@code candidate}, {@code alike} or {@code certain}
 * @param leastScore pairs of the sample with this score or a higher one count
 * @param pairs of a picture of the sample and one of its nearest neighbours among all pictures, with such a score
 * @param found of these pairs
 * @param rate found by pairs, with its 95 % interval; null if there are no pairs
 */
public record ShortlistRecall(
        String threshold,
        double leastScore,
        long pairs,
        long found,
        @Nullable Rate rate) {
    static ShortlistRecall of(String threshold, double leastScore, long pairs, long found) {
        return new ShortlistRecall(threshold, leastScore, pairs, found, pairs == 0 ? null : Rate.wilson(found, pairs));
    }
}
