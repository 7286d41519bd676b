package dev.likeness.data;

import java.util.List;

/**
 * The patches of two images of one sequence.
 *
 * @param sequence the name of the sequence
 * @param first all patches of the first image, each of a different identity
 * @param second all patches of the other image; their identities are a subset of those of the first image
 */
public record ImagePair(String sequence, List<LabelledPicture> first, List<LabelledPicture> second) {
    public ImagePair {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }
}
