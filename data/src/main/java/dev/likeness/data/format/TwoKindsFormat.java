package dev.likeness.data.format;

import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PathNames;
import dev.likeness.data.TwoKinds;
import dev.likeness.error.InputException;
import dev.likeness.measure.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Two folders, one per kind of picture; files with the same name in both, without their endings, show the same thing.
 * Folders inside the two are groups. Outer folders that contain a single folder only are ignored.
 *
 * <p>Two folders of pictures can also be two identities in the {@code classes} format, and the names decide: the folders
 * are kinds if at least half of all names are in both, and at least ten of these differ in more than their numbers. So 100
 * numbered pictures of a cat and 100 of a dog remain two identities; for two kinds with purely numeric names, the user has
 * to request the format.
 */
final class TwoKindsFormat implements DataFormat {
    /** It is improbable that this many names that are not just numbers agree by accident. */
    private static final int FEWEST_WORDS = 10;

    @Override
    public String name() {
        return "kinds";
    }

    @Override
    public String layout() {
        return "the same things in two kinds: DATA/{kind1,kind2}/[group/]identity.png, names equal in both and not just"
                + " numbers";
    }

    /** The parts of a picture's path: the folder of its kind, and the rest without the ending. */
    private record Place(String file, String kind, String identity) {}

    @Override
    public boolean recognises(FileTree tree) {
        List<Place> places = places(tree);
        List<String> kinds = kinds(places);
        if (kinds.size() != 2 || kinds.contains("") || ClassesFormat.areSplits(tree)) {
            return false;
        }
        Set<String> all = identities(places, kinds.get(0));
        Set<String> inBoth = new HashSet<>(all);
        Set<String> second = identities(places, kinds.get(1));
        all.addAll(second);
        inBoth.retainAll(second);
        long words = inBoth.stream()
                .map(identity -> PathNames.lastOf(identity).replaceAll("[0-9]+", "#"))
                .distinct()
                .count();
        return words >= FEWEST_WORDS && 2 * inBoth.size() >= all.size();
    }

    @Override
    public DataSet read(FileTree tree) {
        List<Place> places = places(tree);
        List<String> kinds = kinds(places);
        for (Place place : places) {
            if (place.kind.isEmpty()) {
                throw new InputException(tree.describe(place.file) + ": this picture is not in the folder of a kind;"
                        + " expected " + layout() + "; move it into the folder of its kind");
            }
        }
        if (kinds.size() != 2) {
            throw new InputException(tree.name() + ": it contains " + kinds.size() + " folders of pictures"
                    + (kinds.isEmpty() ? "" : " (" + some(kinds) + ")") + "; two are needed; expected " + layout());
        }
        List<LabelledPicture> pictures = new ArrayList<>(places.size());
        for (Place place : places) {
            LabelledPicture picture = tree.picture(place.file, place.identity, PathNames.folderOf(place.identity));
            pictures.add(picture.ofKind(place.kind.equals(kinds.get(0)) ? Side.A : Side.B));
        }
        Set<String> inBoth = identities(places, kinds.get(0));
        inBoth.retainAll(identities(places, kinds.get(1)));
        if (inBoth.isEmpty()) {
            throw new InputException(tree.name() + ": no picture in " + kinds.get(0) + " has the name of one in "
                    + kinds.get(1) + "; files with the same name in both kinds show the same thing; rename the files");
        }
        return TwoKinds.of(tree.name(), kinds, pictures);
    }

    private static String some(List<String> folders) {
        return folders.stream().limit(4).collect(Collectors.joining(", ")) + (folders.size() > 4 ? ", .." : "");
    }

    /** The parts of all paths, sorted by name; the kind is empty if a picture is above the folders of the kinds. */
    private static List<Place> places(FileTree tree) {
        List<String> files = tree.pictureFiles();
        if (files.isEmpty()) {
            return List.of();
        }
        SortedSet<String> folders = new TreeSet<>();
        files.forEach(file -> folders.add(PathNames.folderOf(file)));
        String wrapper = folders.size() == 1 ? PathNames.folderOf(folders.first()) : PathNames.commonFolder(folders);
        int cut = wrapper.isEmpty() ? 0 : wrapper.length() + 1;
        List<Place> places = new ArrayList<>(files.size());
        for (String file : files) {
            String rest = file.substring(cut);
            int slash = rest.indexOf('/');
            String kind = slash < 0 ? "" : rest.substring(0, slash);
            places.add(new Place(file, kind, PathNames.withoutEnding(rest.substring(slash + 1))));
        }
        return places;
    }

    private static List<String> kinds(List<Place> places) {
        return List.copyOf(places.stream().map(Place::kind).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> identities(List<Place> places, String kind) {
        return places.stream()
                .filter(place -> place.kind.equals(kind))
                .map(Place::identity)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
