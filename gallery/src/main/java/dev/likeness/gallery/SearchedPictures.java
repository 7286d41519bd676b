package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import java.util.List;

/**
 * The pictures of one {@link Search}.
 *
 * @param <K> identifies a picture; equal scores are sorted by it
 */
public interface SearchedPictures<K extends Comparable<K>> {
    /**
     * A query for a shortlist.
     *
     * @param most the length of the shortlist
     */
    record Query(Code code, int most) {}

    /**
     * The pictures nearest to each query by the cosine of the embeddings, the nearest first. A shortlist is shorter than asked
     * for if there are no more pictures, or if a graph finds no more.
     */
    List<List<K>> nearest(List<Query> queries);

    /** The longest shortlist that can be asked for. */
    int mostNear();

    /** A picture of a shortlist. */
    StoredPicture picture(K key);

    /** The code of a picture of a shortlist. */
    Code code(K key);

    /** Whether a picture may be a hit. */
    boolean isWanted(StoredPicture picture);
}
