package dev.likeness.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The {@code homographies} format: sequences of images of one plane, with known homographies between them. Patches are
 * matched: the window around a corner of a sequence's first image, and the same part of the plane in the other images.
 *
 * <p>Windows of one size overlap by half at most, so patches of two identities show different things even if they are
 * neighbours. They may still overlap, and a small window may lie within a large one: a split by identity has parts of the
 * same plane on both sides. {@link Split#byIdentity} holds out whole sequences if there are five or more, as it does for
 * all groups; with fewer sequences the held-out patches are easier than those of another plane would be.
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
            pair.first().forEach(picture -> pictures.put(picture.name(), picture));
            pair.second().forEach(picture -> pictures.put(picture.name(), picture));
        }
        return new Homographies(name, List.copyOf(pictures.values()), imagePairs, hash);
    }

    @Override
    public String format() {
        return "homographies";
    }

    /** {@inheritDoc} A point needs its patch in the first image. */
    @Override
    public Homographies keeping(Predicate<LabelledPicture> predicate) {
        List<ImagePair> kept = new ArrayList<>();
        for (ImagePair pair : imagePairs) {
            List<LabelledPicture> first =
                    pair.first().stream().filter(predicate).toList();
            Set<String> points = first.stream().map(LabelledPicture::identity).collect(Collectors.toSet());
            List<LabelledPicture> second = pair.second().stream()
                    .filter(picture -> predicate.test(picture) && points.contains(picture.identity()))
                    .toList();
            if (!second.isEmpty()) {
                kept.add(new ImagePair(pair.sequence(), first, second));
            }
        }
        Homographies left = of(name, kept, "");
        return new Homographies(
                name, left.pictures, kept, new DataHash().addAll(left.pictures).hex());
    }

    @Override
    public Optional<String> shortage() {
        return imagePairs.isEmpty()
                ? Optional.of("no point has patches in the first and in another image")
                : Optional.empty();
    }
}
