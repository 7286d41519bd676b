package dev.likeness.spark.cell;

import java.util.Map;

/**
 * Trained cells.
 *
 * @param book the centres
 * @param sizes the number of pictures of each cell; every picture is counted in each of its cells
 * @param divided cells that were much larger than the others and were divided
 * @param productsWithCentres comparisons of embeddings with centres: those of the training and of sending each picture to its
 *     cells
 */
public record Cells(CellBook book, Map<Long, Long> sizes, int divided, long productsWithCentres) {
    public Cells {
        sizes = Map.copyOf(sizes);
    }

    /** Pairs whose embeddings are compared inside of the cells. */
    public long pairs() {
        return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
    }

    /** The largest cell. */
    public long largest() {
        return sizes.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
