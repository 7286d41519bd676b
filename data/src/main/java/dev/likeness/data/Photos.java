package dev.likeness.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The {@code photos} format: photographs without labels. What matches are altered views of one photograph, so each
 * photograph is an identity of its own; a few of its views, always the same ones, stand beside it to judge by.
 *
 * @param name what the user called it
 * @param photographs the photographs themselves, sorted by name, each its own identity
 * @param copies names of files with the same contents, two or more in each list; only the first is among the photographs
 * @param hash of all the files
 */
public record Photos(String name, List<LabelledPicture> photographs, List<List<String>> copies, String hash)
        implements DataSet {
    /** Pictures of each identity: the photograph and altered views of it. */
    public static final int VIEWS = 4;

    public Photos {
        photographs = List.copyOf(photographs);
        copies = copies.stream().map(List::copyOf).toList();
    }

    /** Those photographs that fit, with their views. */
    Photos keeping(Predicate<LabelledPicture> fits) {
        List<LabelledPicture> kept = photographs.stream().filter(fits).toList();
        return new Photos(name, kept, List.of(), new DataHash().addAll(kept).hex());
    }

    @Override
    public String format() {
        return "photos";
    }

    /** The photographs, each followed by its altered views; those are made anew at each reading. */
    @Override
    public List<LabelledPicture> pictures() {
        List<LabelledPicture> pictures = new ArrayList<>(VIEWS * photographs.size());
        for (LabelledPicture photograph : photographs) {
            pictures.add(photograph);
            for (int number = 1; number < VIEWS; number++) {
                pictures.add(PhotographView.of(photograph, number));
            }
        }
        pictures.sort(Comparator.comparing(LabelledPicture::name));
        return List.copyOf(pictures);
    }
}
