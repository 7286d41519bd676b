package dev.likeness.data.format;

import dev.likeness.data.ContentKey;
import dev.likeness.data.DataHash;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PathNames;
import dev.likeness.data.Photos;
import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Photographs without labels. Recognised if all pictures are in one folder. If the format is requested by name, it reads any
 * tree of folders and ignores their names.
 */
final class PhotosFormat implements DataFormat {
    @Override
    public String name() {
        return "photos";
    }

    @Override
    public String layout() {
        return "photographs without labels, all in one folder: DATA/*.jpg";
    }

    @Override
    public boolean recognises(FileTree tree) {
        return tree.pictureFiles().stream().map(PathNames::folderOf).distinct().count() == 1;
    }

    @Override
    public boolean acceptsLabels() {
        return true;
    }

    @Override
    public DataSet read(FileTree tree) {
        List<List<String>> same = sameContents(tree);
        if (same.size() < 2) {
            throw new InputException(tree.name() + ": it contains "
                    + (same.isEmpty() ? "no pictures" : "one photograph only")
                    + "; non-matching pairs need two or more; expected "
                    + layout());
        }
        List<LabelledPicture> photographs = new ArrayList<>();
        List<List<String>> copies = new ArrayList<>();
        DataHash hash = new DataHash();
        for (List<String> files : same) {
            LabelledPicture photograph = tree.picture(files.get(0), files.get(0), "");
            photographs.add(photograph);
            hash.addAll(List.of(photograph));
            if (files.size() > 1) {
                copies.add(files);
                hash.add(files.toArray(String[]::new));
            }
        }
        return new Photos(tree.name(), photographs, copies, hash.hex());
    }

    /** The files, grouped by equal contents and sorted by the first of each group. */
    private static List<List<String>> sameContents(FileTree tree) {
        Map<String, List<List<String>>> byKey = new LinkedHashMap<>();
        List<List<String>> same = new ArrayList<>();
        for (String file : tree.pictureFiles()) {
            List<List<String>> alike = byKey.computeIfAbsent(tree.contentKey(file), key -> new ArrayList<>(1));
            List<String> files = alike.stream()
                    .filter(others -> areCopies(tree, others.get(0), file))
                    .findFirst()
                    .orElseGet(() -> {
                        List<String> first = new ArrayList<>(1);
                        alike.add(first);
                        same.add(first);
                        return first;
                    });
            files.add(file);
        }
        return same;
    }

    private static boolean areCopies(FileTree tree, String a, String b) {
        return !tree.contentKey(a).equals(ContentKey.UNREADABLE) && Arrays.equals(tree.bytes(a), tree.bytes(b));
    }
}
