package dev.likeness.data;

import java.util.List;

/** The {@code classes} format: a folder for each identity, nested folders allowed; the parent folder is the group. */
public record Classes(String name, List<LabelledPicture> pictures, String hash) implements DataSet {
    public Classes {
        pictures = List.copyOf(pictures);
    }

    /** With the hash of these pictures, which are sorted by name. */
    static Classes of(String name, List<LabelledPicture> pictures) {
        return new Classes(name, pictures, new DataHash().addAll(pictures).hex());
    }

    @Override
    public String format() {
        return "classes";
    }
}
