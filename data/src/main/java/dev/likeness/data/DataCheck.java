package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a data set and its faults, found by reading all pictures.
 *
 * @param name the path it was opened from
 * @param format its format
 * @param pictures the number of stored pictures
 * @param identities the number of identities
 * @param groups the number of groups; 0 if the data have none
 * @param kinds the two kinds and their numbers of pictures; empty for other data
 * @param perIdentity the numbers of pictures per identity
 * @param smallest the size of the readable picture with the fewest pixels; null if no picture is readable
 * @param largest the size of the readable picture with the most pixels; null if no picture is readable
 * @param widths of all readable pictures; null if no picture is readable
 * @param heights of all readable pictures; null if no picture is readable
 * @param unreadable the pictures that cannot be read
 * @param conflicts sets of pictures with the same pixels but different identities: labelling mistakes
 * @param copies sets of pictures with the same pixels and identity: their matches are trivial
 * @param acrossSplits sets of pictures with the same pixels, or single pictures, in more than one split: test data leaked
 *     into training data
 * @param singles identities without two pictures to match, or with pictures of one of two kinds only; none among
 *     photographs, whose generated views match
 * @param unusable invalid rows of a list of pairs
 * @param splits the contents of each declared split; empty if there are none
 * @param ignored files and folders that were not read
 * @param layout what names and labels reveal
 */
public record DataCheck(
        String name,
        String format,
        int pictures,
        int identities,
        int groups,
        List<KindCount> kinds,
        Spread perIdentity,
        @Nullable Size smallest,
        @Nullable Size largest,
        List<Unreadable> unreadable,
        List<List<String>> conflicts,
        List<List<String>> copies,
        List<List<String>> acrossSplits,
        List<String> singles,
        @Nullable Range widths,
        @Nullable Range heights,
        List<UnusableRow> unusable,
        List<DeclaredSplits.Share> splits,
        IgnoredFiles ignored,
        LayoutFindings layout) {

    /** Reading is limited by the disk, so that more threads would not help. */
    private static final int THREADS = 2;

    public DataCheck {
        kinds = List.copyOf(kinds);
        unreadable = List.copyOf(unreadable);
        conflicts = List.copyOf(conflicts);
        copies = List.copyOf(copies);
        acrossSplits = List.copyOf(acrossSplits);
        singles = List.copyOf(singles);
        unusable = List.copyOf(unusable);
        splits = List.copyOf(splits);
    }

    /** The minimum and maximum of some numbers. */
    public record Range(int min, int max) {
        private static @Nullable Range of(List<Size> sizes, ToIntFunction<Size> number) {
            return sizes.isEmpty()
                    ? null
                    : new Range(
                            sizes.stream().mapToInt(number).min().orElseThrow(),
                            sizes.stream().mapToInt(number).max().orElseThrow());
        }
    }

    /** The minimum, median and maximum of some counts. */
    public record Spread(int min, double median, int max) {
        static Spread of(Collection<Integer> counts) {
            int[] sorted = counts.stream().mapToInt(Integer::intValue).sorted().toArray();
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
            return new Spread(sorted[0], median, sorted[sorted.length - 1]);
        }
    }

    /** In pixels. */
    public record Size(int width, int height) {
        private long pixels() {
            return (long) width * height;
        }
    }

    /** A picture that cannot be read, and one line that says why. */
    public record Unreadable(String name, String reason) {}

    /**
     * Whether nothing was found that invalidates results: no unreadable picture, folder or row, no conflict, no
     * contradiction, no picture in two splits, and no split that is read as a group or
     * as an identity.
     */
    public boolean isSound() {
        return unreadable.isEmpty()
                && unusable.isEmpty()
                && ignored.unlisted().isEmpty()
                && conflicts.isEmpty()
                && layout.contradictions().isEmpty()
                && acrossSplits.isEmpty()
                && layout.strayGroups().isEmpty()
                && (layout.splitIdentities().isEmpty() || layout.labels() != null);
    }

    /** Reads all stored pictures of a data set, in two threads. */
    public static DataCheck of(DataSet data, Progress progress) {
        List<LabelledPicture> pictures = data.storedPictures();
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
        LayoutFindings layout = data.layoutFindings();
        List<List<String>> copies = new ArrayList<>(layout.duplicateFiles());
        copies.addAll(repeated(samePixels, false));
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
                data.kindCounts(),
                Spread.of(identities.values().stream().map(List::size).toList()),
                sizes.stream().min(byArea).orElse(null),
                sizes.stream().max(byArea).orElse(null),
                unreadable,
                repeated(samePixels, true),
                copies,
                acrossSplits(data, samePixels),
                singles(data, identities),
                Range.of(sizes, Size::width),
                Range.of(sizes, Size::height),
                data.unusableRows(),
                data.declaredSplits().shares(),
                data.ignoredFiles(),
                layout);
    }

    private static List<String> singles(DataSet data, Map<String, List<LabelledPicture>> identities) {
        if (data.generatedViews() > 0) {
            return List.of();
        }
        return identities.entrySet().stream()
                .filter(identity -> !Identities.canMatch(identity.getValue()))
                .map(Map.Entry::getKey)
                .toList();
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
        DeclaredSplits declared = data.declaredSplits();
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

    /** The result of reading one picture: its size and a hash of its pixels, or the failure. */
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
