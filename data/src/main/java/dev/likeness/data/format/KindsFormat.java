package dev.likeness.data.format;

import dev.likeness.data.DataSet;
import dev.likeness.data.Kinds;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PathNames;
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
 * Two folders, one for each kind of picture; what has the same name in both, endings aside, shows the same. Folders
 * inside the two are groups. Outer folders that hold nothing but one other folder do not count.
 *
 * <p>Two folders of pictures may as well be two identities in the {@code classes} format, and the names must tell: they
 * are taken for kinds where at least half of all names are in both, and at least ten of those differ in more than their
 * numbers. So a cat and a dog of a hundred pictures each, numbered alike, stay two identities; two kinds whose names are
 * mere numbers have to be called kinds by the user.
 */
final class KindsFormat implements DataFormat {
    /** That so many names that are no mere numbers agree by accident is not to be expected. */
    private static final int FEWEST_WORDS = 10;

    @Override
    public String name() {
        return "kinds";
    }

    @Override
    public String layout() {
        return "the same things in two kinds: DATA/{kind1,kind2}/[group/]identity.png, names equal in both and no mere"
                + " numbers";
    }

    /** A picture's place: the folder of its kind, and the rest of its name without the ending. */
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
                throw new InputException(tree.describe(place.file) + ": this picture lies in neither kind's folder;"
                        + " expected " + layout() + "; move it into the folder of its kind");
            }
        }
        if (kinds.size() != 2) {
            throw new InputException(tree.name() + ": there are " + kinds.size() + " folders of pictures in it"
                    + (kinds.isEmpty() ? "" : " (" + some(kinds) + ")") + "; kinds are two; expected " + layout());
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
                    + kinds.get(1) + "; what is of the same name in both kinds is the same; rename the files");
        }
        return Kinds.of(tree.name(), kinds, pictures);
    }

    private static String some(List<String> folders) {
        return folders.stream().limit(4).collect(Collectors.joining(", ")) + (folders.size() > 4 ? ", .." : "");
    }

    /** Of every picture, in the order of their names; the kind is empty where one lies above the folders of the kinds. */
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
