package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.List;

/**
 * The pictures of a data set that a model is trained on, and those that are held out to select and calibrate it by. It
 * follows from the data, the share and the seed alone, so that it can be repeated later.
 *
 * @param train pictures to train on
 * @param heldOut pictures to select and calibrate by
 * @param trainPairs pairs among the first that were declared; empty where the data are not pairs
 * @param heldOutPairs pairs among the second that were declared
 * @param declared whether the owner of the data divided the pictures into {@code train} and {@code validation} by folders;
 *     then an identity may be on both sides, with other pictures. Else no identity is
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

    /**
     * Divides data as their owner did, or by identity. The split {@code test} is on neither side. Of data with the splits
     * {@code train} and {@code test} only, identities of {@code train} are held out.
     *
     * @param share of the identities that is held out where the data do not say, between 0 and 1, both excluded
     * @throws InputException if there is too little on a side, or the same picture is on both
     */
    public static TrainingSplit of(DataSet data, double share, long seed) {
        if (data instanceof Pairs pairs) {
            PairSplit split = PairSplit.of(pairs, share, seed);
            return new TrainingSplit(
                    PicturePair.pictures(split.train()),
                    PicturePair.pictures(split.heldOut()),
                    split.train(),
                    split.heldOut(),
                    false);
        }
        DeclaredSplits splits = DeclaredSplits.of(data);
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
                    + " identities with two pictures or more; training needs 2; add pictures, or choose with --split what"
                    + " to train on, such as --split all");
        }
    }
}
