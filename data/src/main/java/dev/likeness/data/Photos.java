package dev.likeness.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The {@code photos} format: photographs without labels. A match is two altered views of one photograph, so each
 * photograph is its own identity; a few fixed views of each are generated for evaluation.
 *
 * @param photographs the photographs themselves, sorted by name, each its own identity
 * @param copies names of files with the same contents, two or more in each list; only the first is among the photographs
 * @param hash of all the files
 */
public record Photos(String name, List<LabelledPicture> photographs, List<List<String>> copies, String hash)
        implements DataSet {
    /** Pictures of each identity: the photograph and its generated views. */
    public static final int VIEWS = 4;

    public Photos {
        photographs = List.copyOf(photographs);
        copies = copies.stream().map(List::copyOf).toList();
    }

    @Override
    public String format() {
        return "photos";
    }

    /** The photographs and their generated views, which are computed again at each reading. */
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

    @Override
    public List<LabelledPicture> storedPictures() {
        return photographs;
    }

    @Override
    public int generatedViews() {
        return VIEWS - 1;
    }

    /** {@inheritDoc} The predicate sees photographs only; each keeps its views. */
    @Override
    public Photos keeping(Predicate<LabelledPicture> predicate) {
        List<LabelledPicture> kept = photographs.stream().filter(predicate).toList();
        return new Photos(name, kept, List.of(), new DataHash().addAll(kept).hex());
    }

    @Override
    public LayoutFindings layoutFindings() {
        return new LayoutFindings(
                copies,
                List.of(),
                List.of(),
                List.of(),
                SuggestedLabels.of(photographs).orElse(null));
    }
}
