package dev.likeness.gallery;

import dev.likeness.gallery.index.IndexView;
import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An index as the store of an {@link Adder}.
 *
 * @param view what is known
 */
record IndexStore(PictureIndex index, IndexView view) implements PictureStore {
    /** Pictures that are compared one by one until the graph contains them: 25,000 take a few milliseconds. */
    private static final int WAITING_MEANWHILE = 25_000;

    @Override
    public Map<String, StoredPicture> at(List<String> paths) {
        Map<String, StoredPicture> known = new HashMap<>();
        for (String path : paths) {
            view.at(path).ifPresent(document -> known.put(path, view.picture(document)));
        }
        return known;
    }

    @Override
    public List<StoredPicture> withContent(String content) {
        return view.withContent(content).stream().map(view::picture).toList();
    }

    @Override
    public Code code(StoredPicture picture) {
        return view.code(view.at(picture.path()).orElseThrow());
    }

    @Override
    public void put(List<StoredPicture> pictures, List<Code> codes) {
        for (int i = 0; i < codes.size(); i++) {
            index.put(pictures.get(i), codes.get(i));
        }
    }

    @Override
    public void remove(String path) {
        index.remove(path);
    }

    @Override
    public void commit() {
        index.commit();
    }

    @Override
    public void maintain() {
        index.completeGraph(WAITING_MEANWHILE, 0);
    }
}
