package dev.likeness.data;

import dev.likeness.measure.Side;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The {@code kinds} format: the same things in pictures of two kinds, such as drawings by two people, or photographs by day
 * and by night. A comparison is always between a picture of the first kind and one of the second.
 *
 * @param kinds the names of the two folders, sorted: pictures of the first are on {@link Side#A}, of the second on
 *     {@link Side#B}
 * @param pictures each with its {@linkplain LabelledPicture#kind kind}; identity: the name, equal in both kinds. An
 *     identity of one kind only has no match, but serves as a non-match of others
 */
public record TwoKinds(String name, List<String> kinds, List<LabelledPicture> pictures, String hash)
        implements DataSet {
    public TwoKinds {
        kinds = List.copyOf(kinds);
        pictures = List.copyOf(pictures);
        if (kinds.size() != 2) {
            throw new IllegalArgumentException("data of two kinds have two folders, not " + kinds);
        }
        for (LabelledPicture picture : pictures) {
            if (picture.kind() == null) {
                throw new IllegalArgumentException(picture.name() + " belongs to neither of the kinds " + kinds);
            }
        }
    }

    /** With the hash of these pictures, which are sorted by name. */
    public static TwoKinds of(String name, List<String> kinds, List<LabelledPicture> pictures) {
        return new TwoKinds(
                name, kinds, pictures, new DataHash().addAll(pictures).hex());
    }

    @Override
    public String format() {
        return "kinds";
    }

    /** The number of pictures of one kind. */
    public int count(Side kind) {
        return (int) pictures.stream().filter(picture -> picture.kind() == kind).count();
    }

    @Override
    public TwoKinds keeping(Predicate<LabelledPicture> predicate) {
        return of(name, kinds, pictures.stream().filter(predicate).toList());
    }

    @Override
    public List<KindCount> kindCounts() {
        return List.of(new KindCount(kinds.get(0), count(Side.A)), new KindCount(kinds.get(1), count(Side.B)));
    }

    @Override
    public Optional<String> shortage() {
        return count(Side.A) > 0 && count(Side.B) > 0
                ? Optional.empty()
                : Optional.of("one of the two kinds has no pictures: " + count(Side.A) + " of " + kinds.get(0) + ", "
                        + count(Side.B) + " of " + kinds.get(1));
    }
}
