package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is in a data set, and what is wrong with it, found out by reading every picture.
 *
 * @param name the path it was opened from
 * @param format its format
 * @param pictures how many
 * @param identities how many
 * @param groups how many; 0 where the data has none
 * @param kinds the two kinds and how many pictures each has; empty where the data are of one kind
 * @param perIdentity how many pictures the identities have
 * @param smallest the size of the readable picture with the fewest pixels; null where there is none
 * @param largest the size of the readable picture with the most pixels; null where there is none
 * @param widths of all readable pictures; null where there is none
 * @param heights of all readable pictures; null where there is none
 * @param unreadable the pictures that cannot be read
 * @param conflicts sets of pictures with the same pixels that are filed under different identities: labelling mistakes
 * @param copies sets of pictures with the same pixels under one identity: matches that teach and prove nothing
 * @param acrossSplits sets of pictures with the same pixels, one or more, in different splits: what is judged by was
 *     learnt from
 * @param singles identities with one picture only, or pictures of one of two kinds only: they never make a match; none
 *     among photographs, whose views do
 * @param contradictions pairs that are labelled as no match though other pairs connect the two
 * @param unusable rows of a list of pairs that are no pairs
 * @param splits what is in each split; empty where the data are not divided
 * @param passedOver what lies among the files and was not read
 * @param labels what the file names say about identities, where the data take none from them; null for nothing
 * @param strayGroups groups that have the names of splits and hold the same identities, in data that cannot be taken for
 *     divided, as other groups lie beside them
 */
public record DataCheck(
        String name,
        String format,
        int pictures,
        int identities,
        int groups,
        List<Kind> kinds,
        Spread perIdentity,
        @Nullable Size smallest,
        @Nullable Size largest,
        List<Unreadable> unreadable,
        List<List<String>> conflicts,
        List<List<String>> copies,
        List<List<String>> acrossSplits,
        List<String> singles,
        List<PicturePair> contradictions,
        @Nullable Range widths,
        @Nullable Range heights,
        List<Pairs.UnusableRow> unusable,
        List<DeclaredSplits.Share> splits,
        PassedOver passedOver,
        @Nullable SuggestedLabels labels,
        List<String> strayGroups) {

    /** More would not help: the disk and the other half of the machine are wanted elsewhere. */
    private static final int THREADS = 2;

    public DataCheck {
        kinds = List.copyOf(kinds);
        unreadable = List.copyOf(unreadable);
        conflicts = List.copyOf(conflicts);
        copies = List.copyOf(copies);
        acrossSplits = List.copyOf(acrossSplits);
        singles = List.copyOf(singles);
        contradictions = List.copyOf(contradictions);
        unusable = List.copyOf(unusable);
        splits = List.copyOf(splits);
        strayGroups = List.copyOf(strayGroups);
    }

    /** The least and the most of some numbers. */
    public record Range(int min, int max) {
        private static @Nullable Range of(List<Size> sizes, ToIntFunction<Size> number) {
            return sizes.isEmpty()
                    ? null
                    : new Range(
                            sizes.stream().mapToInt(number).min().orElseThrow(),
                            sizes.stream().mapToInt(number).max().orElseThrow());
        }
    }

    /** The range and the middle of some counts. */
    public record Spread(int min, double median, int max) {
        static Spread of(Collection<Integer> counts) {
            int[] sorted = counts.stream().mapToInt(Integer::intValue).sorted().toArray();
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
            return new Spread(sorted[0], median, sorted[sorted.length - 1]);
        }
    }

    /** One of two kinds: its folder, and how many pictures are in it. */
    public record Kind(String name, int pictures) {}

    /** Pixels across and down. */
    public record Size(int width, int height) {
        private long pixels() {
            return (long) width * height;
        }
    }

    /** A picture that cannot be read, and the line that says why. */
    public record Unreadable(String name, String reason) {}

    /**
     * Whether nothing was found that makes results wrong: no unreadable picture, folder or row, no conflict, no
     * contradiction, no picture in two splits, and no splits that are taken for groups.
     */
    public boolean isSound() {
        return unreadable.isEmpty()
                && unusable.isEmpty()
                && passedOver.unlisted().isEmpty()
                && conflicts.isEmpty()
                && contradictions.isEmpty()
                && acrossSplits.isEmpty()
                && strayGroups.isEmpty();
    }

    /** Reads all pictures of a data set, in two threads, and reports. */
    public static DataCheck of(DataSet data, Progress progress) {
        // Views of photographs are made, not kept: there is nothing in them to check.
        List<LabelledPicture> pictures = data instanceof Photos photos ? photos.photographs() : data.pictures();
        List<Look> looks = lookAtAll(pictures, progress);
        Map<String, List<LabelledPicture>> identities = Identities.of(pictures);
        Map<String, List<LabelledPicture>> samePixels = new TreeMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        List<Size> sizes = new ArrayList<>();
        for (Look look : looks) {
            if (look.failure != null) {
                unreadable.add(new Unreadable(look.picture.name(), look.failure));
                continue;
            }
            sizes.add(look.size);
            samePixels.computeIfAbsent(look.pixels, key -> new ArrayList<>()).add(look.picture);
        }
        Comparator<Size> byArea = Comparator.comparingLong(Size::pixels);
        return new DataCheck(
                data.name(),
                data.format(),
                pictures.size(),
                identities.size(),
                (int) pictures.stream()
                        .map(LabelledPicture::group)
                        .filter(group -> !group.isEmpty())
                        .distinct()
                        .count(),
                kinds(data),
                Spread.of(identities.values().stream().map(List::size).toList()),
                sizes.stream().min(byArea).orElse(null),
                sizes.stream().max(byArea).orElse(null),
                unreadable,
                repeated(samePixels, true),
                data instanceof Photos photos ? photos.copies() : repeated(samePixels, false),
                acrossSplits(data, samePixels),
                data instanceof Photos
                        ? List.of()
                        : identities.entrySet().stream()
                                .filter(identity -> !Identities.canMatch(identity.getValue()))
                                .map(Map.Entry::getKey)
                                .toList(),
                contradictions(data),
                Range.of(sizes, Size::width),
                Range.of(sizes, Size::height),
                data instanceof Pairs pairs ? pairs.unusable() : List.of(),
                DeclaredSplits.of(data).shares(),
                PassedOver.of(data),
                suggested(data, pictures),
                strayGroups(data));
    }

    /** Labels in the names of photographs, which are told apart by nothing else, and of folders with names of splits. */
    private static @Nullable SuggestedLabels suggested(DataSet data, List<LabelledPicture> pictures) {
        boolean flatSplits = data instanceof Classes
                && pictures.stream()
                        .allMatch(picture -> SplitName.of(picture.identity()).isPresent());
        return data instanceof Photos || flatSplits
                ? SuggestedLabels.of(pictures).orElse(null)
                : null;
    }

    private static List<String> strayGroups(DataSet data) {
        if (!(data instanceof Classes classes) || !classes.splits().isEmpty()) {
            return List.of();
        }
        Map<String, Set<String>> below = new TreeMap<>();
        for (LabelledPicture picture : classes.pictures()) {
            String identity = picture.identity();
            int slash = identity.indexOf('/');
            if (slash > 0 && SplitName.of(identity.substring(0, slash)).isPresent()) {
                below.computeIfAbsent(identity.substring(0, slash), folder -> new HashSet<>())
                        .add(identity.substring(slash + 1));
            }
        }
        Set<String> seen = new HashSet<>();
        boolean shared = below.values().stream().anyMatch(own -> !own.stream().allMatch(seen::add));
        return shared ? List.copyOf(below.keySet()) : List.of();
    }

    private static List<Kind> kinds(DataSet data) {
        return data instanceof Kinds two
                ? List.of(
                        new Kind(two.kinds().get(0), two.count(Side.A)),
                        new Kind(two.kinds().get(1), two.count(Side.B)))
                : List.of();
    }

    private static List<List<String>> repeated(
            Map<String, List<LabelledPicture>> samePixels, boolean acrossIdentities) {
        return samePixels.values().stream()
                .filter(same -> same.size() > 1)
                .filter(same -> acrossIdentities
                        == (same.stream()
                                        .map(LabelledPicture::identity)
                                        .distinct()
                                        .count()
                                > 1))
                .map(same -> same.stream().map(LabelledPicture::name).toList())
                .sorted((a, b) -> a.get(0).compareTo(b.get(0)))
                .toList();
    }

    private static List<List<String>> acrossSplits(DataSet data, Map<String, List<LabelledPicture>> samePixels) {
        Map<String, Set<SplitName>> splits = new HashMap<>();
        DeclaredSplits declared = DeclaredSplits.of(data);
        for (SplitName split : declared.names()) {
            for (LabelledPicture picture : declared.pictures(split)) {
                splits.computeIfAbsent(picture.name(), name -> EnumSet.noneOf(SplitName.class))
                        .add(split);
            }
        }
        return samePixels.values().stream()
                .filter(same -> same.stream()
                                .flatMap(picture -> splits.getOrDefault(picture.name(), Set.of()).stream())
                                .distinct()
                                .count()
                        > 1)
                .map(same -> same.stream().map(LabelledPicture::name).toList())
                .sorted((a, b) -> a.get(0).compareTo(b.get(0)))
                .toList();
    }

    private static List<PicturePair> contradictions(DataSet data) {
        if (!(data instanceof Pairs pairs)) {
            return List.of();
        }
        return pairs.pairs().stream()
                .filter(pair ->
                        !pair.match() && pair.a().identity().equals(pair.b().identity()))
                .toList();
    }

    /** What reading one picture gave: its size and a hash of its pixels, or why there is neither. */
    private record Look(
            LabelledPicture picture,
            Size size,
            String pixels,
            @Nullable String failure) {}

    private static List<Look> lookAtAll(List<LabelledPicture> pictures, Progress progress) {
        return new Workers(THREADS)
                .inOrder(pictures, DataCheck::lookAt, done -> progress.at(done, pictures.size(), ""));
    }

    private static Look lookAt(LabelledPicture labelled) {
        try {
            Picture picture = labelled.source().read();
            return new Look(labelled, new Size(picture.width(), picture.height()), hash(picture), null);
        } catch (InputException e) {
            return new Look(labelled, new Size(0, 0), "", e.getMessage());
        }
    }

    private static String hash(Picture picture) {
        return new Sha256()
                .add(ByteBuffer.allocate(4).putInt(picture.width()).flip())
                .add(picture.rgb())
                .hex();
    }
}
