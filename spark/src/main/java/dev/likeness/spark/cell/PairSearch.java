package dev.likeness.spark.cell;

import java.io.Serializable;

/**
 * Which pairs of a cell are candidates.
 *
 * @param shortlist how many neighbours of a picture are compared by the head in each of its cells, 1 or more
 * @param least the lowest score of a candidate
 * @param acrossCollections whether pictures of the second collection are compared with those of the first; otherwise all are
 *     compared with all, and a pair must be in the shortlists of both pictures
 */
public record PairSearch(int shortlist, double least, boolean acrossCollections) implements Serializable {
    private static final long serialVersionUID = 1;

    public PairSearch {
        if (shortlist < 1) {
            throw new IllegalArgumentException("a shortlist has at least 1 picture, not " + shortlist);
        }
    }
}
