package dev.likeness.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The {@code homographies} format: pictures of one plane under known homographies, as sequences of images. What matches
 * are patches: the window around a corner of a sequence's first image, and the same part of the plane in the others.
 *
 * <p>Windows of one side never cover more than half of each other, so patches of two identities show different things
 * even where they are neighbours. They may still overlap, and a small window may lie within a large one: a split by
 * identity has parts of the same plane on both sides. {@link Split#byIdentity} holds out whole sequences where there are
 * five or more, as it does for all groups; with fewer, what is held out is easier than another plane would be.
 *
 * @param pictures the patches; identity: a point of the first image, {@code graf/0123}, numbered from the strongest
 *     corner; group: the sequence
 * @param imagePairs the first image of each sequence with each of its others, in order; only pairs that share a point
 */
public record Homographies(String name, List<LabelledPicture> pictures, List<ImagePair> imagePairs, String hash)
        implements DataSet {
    public Homographies {
        pictures = List.copyOf(pictures);
        imagePairs = List.copyOf(imagePairs);
    }

    /** With the patches of these pairs. */
    public static Homographies of(String name, List<ImagePair> imagePairs, String hash) {
        SortedMap<String, LabelledPicture> pictures = new TreeMap<>();
        for (ImagePair pair : imagePairs) {
            pair.first.forEach(picture -> pictures.put(picture.name(), picture));
            pair.second.forEach(picture -> pictures.put(picture.name(), picture));
        }
        return new Homographies(name, List.copyOf(pictures.values()), imagePairs, hash);
    }

    /** Those of these patches that fit, with a hash of their own. A point goes with its patch in the first image. */
    Homographies keeping(Predicate<LabelledPicture> fits) {
        List<ImagePair> kept = new ArrayList<>();
        for (ImagePair pair : imagePairs) {
            List<LabelledPicture> first = pair.first.stream().filter(fits).toList();
            Set<String> points = first.stream().map(LabelledPicture::identity).collect(Collectors.toSet());
            List<LabelledPicture> second = pair.second.stream()
                    .filter(picture -> fits.test(picture) && points.contains(picture.identity()))
                    .toList();
            if (!second.isEmpty()) {
                kept.add(new ImagePair(pair.sequence, first, second));
            }
        }
        Homographies left = of(name, kept, "");
        return new Homographies(
                name, left.pictures, kept, new DataHash().addAll(left.pictures).hex());
    }

    @Override
    public String format() {
        return "homographies";
    }

    /**
     * The patches of two images of one sequence.
     *
     * @param sequence the name of the sequence
     * @param first every patch of the first image, each of another identity
     * @param second every patch of the other image: the identities of some of the first image's
     */
    public record ImagePair(String sequence, List<LabelledPicture> first, List<LabelledPicture> second) {
        public ImagePair {
            first = List.copyOf(first);
            second = List.copyOf(second);
        }
    }
}
