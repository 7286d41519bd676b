package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The pairs that a calibration is fitted to.
 *
 * @param all matches and non-matches, which may share identities
 * @param disjoint non-matching pairs that share no identity with each other
 */
public record CalibrationPairs(List<PicturePair> all, List<PicturePair> disjoint) {
    public CalibrationPairs {
        all = List.copyOf(all);
        disjoint = List.copyOf(disjoint);
    }

    /** Drawn from labelled pictures. */
    public static CalibrationPairs draw(List<LabelledPicture> pictures, int pairs, long seed) {
        return new CalibrationPairs(VerificationPairs.draw(pictures, pairs, seed), DisjointPairs.draw(pictures, seed));
    }

    /** Pairs that were declared. */
    public static CalibrationPairs declared(List<PicturePair> pairs, long seed) {
        return new CalibrationPairs(pairs, DisjointPairs.among(pairs, seed));
    }

    /** The pictures that the model was not trained on and that are not in the split {@code test}. */
    public static List<LabelledPicture> unseen(DataSet data, TrainedIdentities trained) {
        Set<LabelledPicture> test = new HashSet<>(data.declaredSplits().pictures(SplitName.TEST));
        return data.pictures().stream()
                .filter(picture -> !trained.isTrained(picture) && !test.contains(picture))
                .toList();
    }

    /** Drawn from the pictures that the model was not trained on and that are not in the split {@code test}. */
    static CalibrationPairs drawUnseen(DataSet data, TrainedIdentities trained, int count, long seed) {
        List<LabelledPicture> unseen = unseen(data, trained);
        if (unseen.isEmpty()) {
            throw new InputException(data.name() + ": the model was trained on every identity of these pictures, but a"
                    + " calibration needs other identities; name other data");
        }
        return draw(unseen, count, seed);
    }
}
