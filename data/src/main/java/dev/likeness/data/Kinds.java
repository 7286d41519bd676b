package dev.likeness.data;

import dev.likeness.measure.Side;
import java.util.List;

/**
 * The {@code kinds} format: the same things in pictures of two kinds, such as drawn by two hands, or by day and by night.
 * Comparisons are always of a picture of the first kind with one of the second.
 *
 * @param kinds the names of the two folders, sorted: pictures of the first are on {@link Side#A}, of the second on
 *     {@link Side#B}
 * @param pictures each with its {@linkplain LabelledPicture#kind kind}; identity: the name, equal in both kinds; an
 *     identity of one kind only matches nothing, but others can be mistaken for it
 */
public record Kinds(String name, List<String> kinds, List<LabelledPicture> pictures, String hash) implements DataSet {
    public Kinds {
        kinds = List.copyOf(kinds);
        pictures = List.copyOf(pictures);
        if (kinds.size() != 2) {
            throw new IllegalArgumentException("data of two kinds have two folders, not " + kinds);
        }
        for (LabelledPicture picture : pictures) {
            if (picture.kind() == null) {
                throw new IllegalArgumentException(picture.name() + " is of neither of the kinds " + kinds);
            }
        }
    }

    /** With the hash of these pictures, which are sorted by name. */
    public static Kinds of(String name, List<String> kinds, List<LabelledPicture> pictures) {
        return new Kinds(name, kinds, pictures, new DataHash().addAll(pictures).hex());
    }

    @Override
    public String format() {
        return "kinds";
    }

    /** How many pictures are of one kind. */
    public int count(Side kind) {
        return (int) pictures.stream().filter(picture -> picture.kind() == kind).count();
    }
}
