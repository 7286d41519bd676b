package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some of the pictures of a data set, as a data set of the same format with a hash of its own. */
public final class DataSubset {
    private DataSubset() {}

    /**
     * The pictures that fit; there may be none. A declared pair goes with either of its pictures, a photograph takes its
     * views with it, a point its patch in the first image. Pictures keep their identities, as what is known of them stays
     * known.
     *
     * @throws InputException if the data are one-shot runs, which are official as they are
     */
    public static DataSet of(DataSet data, Predicate<LabelledPicture> fits) {
        if (data instanceof Runs) {
            throw new InputException(data.name() + ": pictures cannot be taken out of one-shot runs: each of their"
                    + " trials needs its whole gallery; use them whole, to judge by");
        }
        if (data instanceof Pairs pairs) {
            return of(pairs, fits);
        }
        if (data instanceof Photos photos) {
            return photos.keeping(fits);
        }
        if (data instanceof Homographies homographies) {
            return homographies.keeping(fits);
        }
        if (data instanceof Classes classes) {
            return classes.keeping(fits);
        }
        Kinds kinds = (Kinds) data;
        return Kinds.of(
                kinds.name(),
                kinds.kinds(),
                kinds.pictures().stream().filter(fits).toList());
    }

    /**
     * The pictures, or the declared pairs, of one split, no longer divided; all of them for null.
     *
     * @param data divided data
     */
    static DataSet ofSplit(DataSet data, @Nullable SplitName split) {
        if (data instanceof Pairs pairs) {
            List<PicturePair> kept = IntStream.range(0, pairs.pairs().size())
                    .filter(i ->
                            split == null || split.word().equals(pairs.splits().get(i)))
                    .mapToObj(pairs.pairs()::get)
                    .toList();
            return Pairs.of(pairs.name(), named(kept), kept, Map.of()).beside(pairs.unusable());
        }
        List<LabelledPicture> kept =
                split == null ? data.pictures() : DeclaredSplits.of(data).pictures(split);
        return Classes.of(data.name(), kept);
    }

    private static List<LabelledPicture> named(List<PicturePair> pairs) {
        return PicturePair.pictures(pairs).stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private static Pairs of(Pairs data, Predicate<LabelledPicture> fits) {
        List<PicturePair> kept = new ArrayList<>();
        Map<Integer, String> splits = new HashMap<>();
        for (int i = 0; i < data.pairs().size(); i++) {
            PicturePair pair = data.pairs().get(i);
            if (fits.test(pair.a()) && fits.test(pair.b())) {
                String split = data.splits().get(i);
                if (split != null) {
                    splits.put(kept.size(), split);
                }
                kept.add(pair);
            }
        }
        return Pairs.of(data.name(), named(kept), kept, splits).beside(data.unusable());
    }
}
