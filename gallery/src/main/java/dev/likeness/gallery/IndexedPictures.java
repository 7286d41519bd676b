package dev.likeness.gallery;

import dev.likeness.gallery.index.IndexView;
import dev.likeness.gallery.index.Neighbour;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import java.nio.file.Files;
import java.util.List;

/**
 * The pictures of one view of an index, by their numbers.
 *
 * @param exact whether queries are compared with all pictures, also where there is a graph
 */
record IndexedPictures(IndexView view, boolean exact) implements SearchedPictures<Integer> {
    @Override
    public List<List<Integer>> nearest(List<Query> queries) {
        return queries.stream()
                .map(query -> view.nearest(query.code(), query.most(), exact).stream()
                        .map(Neighbour::document)
                        .toList())
                .toList();
    }

    @Override
    public int mostNear() {
        return view.size();
    }

    @Override
    public StoredPicture picture(Integer document) {
        return view.picture(document);
    }

    @Override
    public Code code(Integer document) {
        return view.code(document);
    }

    /** A file that is gone is no hit. */
    @Override
    public boolean isWanted(StoredPicture picture) {
        return Files.exists(picture.location());
    }
}
