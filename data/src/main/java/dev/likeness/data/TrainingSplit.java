package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.List;

/**
 * The pictures of a data set that a model is trained on, and the held-out pictures for model selection and calibration. It
 * depends on the data, the share and the seed only, so that it can be repeated later.
 *
 * @param train pictures to train on
 * @param heldOut pictures for selection and calibration
 * @param trainPairs declared pairs of training pictures; empty unless the data declare pairs
 * @param heldOutPairs declared pairs of held-out pictures
 * @param declared whether the owner of the data declared {@code train} and {@code validation} by folders; then an identity
 *     may be on both sides, with other pictures. Otherwise no identity is
 */
public record TrainingSplit(
        List<LabelledPicture> train,
        List<LabelledPicture> heldOut,
        List<PicturePair> trainPairs,
        List<PicturePair> heldOutPairs,
        boolean declared) {
    public TrainingSplit {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
        trainPairs = List.copyOf(trainPairs);
        heldOutPairs = List.copyOf(heldOutPairs);
    }

    /** With declared pairs. */
    static TrainingSplit ofPairs(PairSplit split) {
        return new TrainingSplit(
                PicturePair.pictures(split.train()),
                PicturePair.pictures(split.heldOut()),
                split.train(),
                split.heldOut(),
                false);
    }

    /** By the declared splits, or by identity without them. */
    static TrainingSplit byPicture(DataSet data, double share, long seed) {
        DeclaredSplits splits = data.declaredSplits();
        if (splits.isEmpty()) {
            return of(Split.byIdentity(data.pictures(), share, seed), false);
        }
        requireMatches(data, splits, SplitName.TRAIN);
        if (splits.pictures(SplitName.VALIDATION).isEmpty()) {
            return of(Split.byIdentity(splits.pictures(SplitName.TRAIN), share, seed), false);
        }
        requireMatches(data, splits, SplitName.VALIDATION);
        return of(Split.declared(splits.pictures(SplitName.TRAIN), splits.pictures(SplitName.VALIDATION)), true);
    }

    private static TrainingSplit of(Split split, boolean declared) {
        return new TrainingSplit(split.train(), split.heldOut(), List.of(), List.of(), declared);
    }

    private static void requireMatches(DataSet data, DeclaredSplits splits, SplitName side) {
        DeclaredSplits.Share share = splits.share(side);
        if (share.matching() < 2) {
            throw new InputException(data.name() + ": the split '" + side.word() + "' has " + share.matching()
                    + " identities with two or more pictures; training needs 2; add pictures, or choose with --split what"
                    + " to train on, such as --split all");
        }
    }
}
