package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * @param smallest the smallest width and the smallest height of all readable pictures; null where there is none
 * @param largest the largest width and the largest height of all readable pictures; null where there is none
 * @param unreadable the pictures that cannot be read
 * @param conflicts sets of pictures with the same pixels that are filed under different identities: labelling mistakes
 * @param copies sets of pictures with the same pixels under one identity: matches that teach and prove nothing
 * @param acrossSplits sets of pictures with the same pixels, one or more, in pairs of different splits: what is judged by
 *     was learnt from
 * @param singles identities with one picture only, or pictures of one of two kinds only: they never make a match; none
 *     among photographs, whose views do
 * @param contradictions pairs that are labelled as no match though other pairs connect the two
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
        List<PicturePair> contradictions) {

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
    public record Size(int width, int height) {}

    /** A picture that cannot be read, and the line that says why. */
    public record Unreadable(String name, String reason) {}

    /**
     * Whether nothing was found that makes results wrong: no unreadable picture, no conflict, no contradiction and no
     * picture in two splits.
     */
    public boolean isSound() {
        return unreadable.isEmpty() && conflicts.isEmpty() && contradictions.isEmpty() && acrossSplits.isEmpty();
    }

    /** Reads all pictures of a data set, in two threads, and reports. */
    public static DataCheck of(DataSet data, Progress progress) {
        // Views of photographs are made, not kept: there is nothing in them to check.
        List<LabelledPicture> pictures = data instanceof Photos photos ? photos.photographs() : data.pictures();
        List<Look> looks = lookAtAll(pictures, progress);
        Map<String, List<LabelledPicture>> identities = Identities.of(pictures);
        Map<String, List<LabelledPicture>> samePixels = new TreeMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Size smallest = null;
        Size largest = null;
        for (Look look : looks) {
            if (look.failure != null) {
                unreadable.add(new Unreadable(look.picture.name(), look.failure));
                continue;
            }
            Size size = look.size;
            smallest = smallest == null
                    ? size
                    : new Size(Math.min(smallest.width, size.width), Math.min(smallest.height, size.height));
            largest = largest == null
                    ? size
                    : new Size(Math.max(largest.width, size.width), Math.max(largest.height, size.height));
            samePixels.computeIfAbsent(look.pixels, key -> new ArrayList<>()).add(look.picture);
        }
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
                smallest,
                largest,
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
                contradictions(data));
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
        if (!(data instanceof Pairs pairs)) {
            return List.of();
        }
        Map<String, Set<String>> splits = new HashMap<>();
        for (int i = 0; i < pairs.pairs().size(); i++) {
            String split = pairs.splits().getOrDefault(i, "");
            PicturePair pair = pairs.pairs().get(i);
            splits.computeIfAbsent(pair.a().name(), name -> new HashSet<>()).add(split);
            splits.computeIfAbsent(pair.b().name(), name -> new HashSet<>()).add(split);
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
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Look>> looks = new ArrayList<>(pictures.size());
            for (LabelledPicture picture : pictures) {
                looks.add(threads.submit(() -> lookAt(picture)));
            }
            List<Look> seen = new ArrayList<>(looks.size());
            for (Future<Look> look : looks) {
                seen.add(look.get());
                progress.at(seen.size(), looks.size(), "");
            }
            return seen;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was interrupted before all pictures were read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a picture failed in a way that is our fault", e.getCause());
        } finally {
            threads.shutdownNow();
        }
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(4).putInt(picture.width()).flip());
            digest.update(picture.rgb());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, this one lacks it", e);
        }
    }
}
