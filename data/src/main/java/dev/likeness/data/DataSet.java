package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Labelled pictures in one of the formats that users keep them in. Each format has one type, which answers every question
 * that callers ask of data; the defaults are the answers for pictures with identities and without declared splits.
 *
 * <p>Immutable and thread-safe. There is nothing to close: an archive stays open while any of its pictures is reachable,
 * because lists of pictures outlive the data set that they were taken from.
 *
 * @see dev.likeness.data.format.DataFormats#open
 */
public interface DataSet {
    /** The path that the data set was opened from, as the user wrote it. */
    String name();

    /** The name of its format, one of {@link dev.likeness.data.format.DataFormats#names}. */
    String format();

    /** All pictures, sorted by name. */
    List<LabelledPicture> pictures();

    /**
     * SHA-256 over the sorted names, identities and contents of its files, in hexadecimal. The contents of a file are
     * represented by its length and CRC-32, which an archive stores for each entry: so a data set has the same hash
     * packed and unpacked, and hashing an archive reads none of its pictures. The hash distinguishes data sets; it does
     * not protect against tampering.
     */
    String hash();

    /**
     * The pictures that satisfy a predicate, as a data set of the same format with its own hash; it may be empty. A
     * declared pair needs both its pictures, a photograph keeps its generated views, a point needs its patch in the first
     * image. Pictures keep their identities.
     *
     * @throws InputException if the data are {@linkplain #isOfficial official}
     */
    DataSet keeping(Predicate<LabelledPicture> predicate);

    /** The pictures that are stored in files, sorted by name: all except views that are generated from photographs. */
    default List<LabelledPicture> storedPictures() {
        return pictures();
    }

    /** The number of views that are generated from each stored picture; 0 except for photographs without labels. */
    default int generatedViews() {
        return 0;
    }

    /**
     * The number of entries that can be unusable: rows of a list of pairs, otherwise pictures. A limit that is a share
     * refers to this number.
     */
    default int entries() {
        return pictures().size();
    }

    /** The rows of a list of pairs that are not valid pairs. */
    default List<UnusableRow> unusableRows() {
        return List.of();
    }

    /** The files and folders that were ignored when the data set was opened. */
    default IgnoredFiles ignoredFiles() {
        List<LabelledPicture> stored = storedPictures();
        return stored.isEmpty() ? IgnoredFiles.NONE : stored.get(0).source().ignoredFiles();
    }

    /** What the layout of the data reveals about mistakes, without reading pixels. */
    default LayoutFindings layoutFindings() {
        return LayoutFindings.NONE;
    }

    /** The numbers of pictures of either kind; empty unless the data consist of two kinds. */
    default List<KindCount> kindCounts() {
        return List.of();
    }

    /**
     * What is missing for a comparison, as a clause such as "no pair has both its pictures"; empty if nothing is missing.
     * A {@linkplain #keeping selection} can leave too little.
     */
    default Optional<String> shortage() {
        return Optional.empty();
    }

    /** Whether the data are a published benchmark that is used whole: no picture may be removed or skipped. */
    default boolean isOfficial() {
        return false;
    }

    /** The splits that the owner of the data declared; empty if there are none. */
    default DeclaredSplits declaredSplits() {
        return DeclaredSplits.NONE;
    }

    /** The pictures or declared pairs of one declared split, as data without splits; empty if there is no such split. */
    default DataSet split(SplitName split) {
        return Classes.of(name(), declaredSplits().pictures(split));
    }

    /** The same data without their declared splits. */
    default DataSet withoutSplits() {
        return this;
    }

    /**
     * Splits the data for training as their owner declared, or by identity. The split {@code test} is on neither side. If
     * only {@code train} and {@code test} are declared, identities of {@code train} are held out.
     *
     * @param share of the identities that is held out if the data do not declare it, between 0 and 1, both excluded
     * @throws InputException if a side would be too small, or the same picture would be on both sides
     */
    default TrainingSplit trainingSplit(double share, long seed) {
        return TrainingSplit.byPicture(this, share, seed);
    }

    /**
     * Splits off test data as their owner declared (the split {@code test}, otherwise {@code validation}), or by identity.
     *
     * @param share of the identities that is held out if the data do not declare it, between 0 and 1, both excluded
     * @throws InputException if a side would be too small, or the same picture would be on both sides
     */
    default TestSplit testSplit(double share, long seed) {
        return TestSplit.of(this, share, seed);
    }

    /**
     * Splits off the pictures that satisfy a predicate as test data.
     *
     * @param rule the predicate in words, for {@link TestSplit#rule}
     * @throws InputException if an identity or a picture would be on both sides
     */
    default TestSplit testSplit(Predicate<LabelledPicture> test, String rule) {
        return TestSplit.of(this, test, rule);
    }

    /**
     * The pictures to evaluate on: those of the split {@code test}, otherwise {@code validation}; all if no splits are
     * declared.
     *
     * @throws InputException if all pictures are declared as training data
     */
    default List<LabelledPicture> evaluationPictures() {
        DeclaredSplits splits = declaredSplits();
        return splits.isEmpty() ? pictures() : splits.evaluationPictures(name());
    }

    /**
     * Pairs to verify a measure on: declared pairs unchanged, otherwise pairs drawn from the pictures to evaluate on.
     *
     * @param count the number of pairs to draw, at least 2; half of them match
     * @throws InputException if no pairs can be drawn
     */
    default PairSample evaluationPairs(int count, long seed) {
        return PairSample.draw(evaluationPictures(), count, seed);
    }

    /**
     * One-shot trials: official ones unchanged, otherwise trials drawn from the pictures to evaluate on.
     *
     * @param ways identities in each gallery, at least 2
     * @param runs galleries, at least 1
     * @throws InputException if no trials can be drawn
     */
    default List<OneShotTrial> oneShotTrials(int ways, int runs, long seed) {
        return OneShotTrials.draw(evaluationPictures(), ways, runs, seed).trials();
    }

    /**
     * Pairs of images of one plane, whose patches are to be matched.
     *
     * @throws InputException if the data are not sequences of images with known homographies
     */
    default List<ImagePair> imagePairs() {
        throw new InputException(
                name() + ": matching needs sequences of images with known homographies, but the format of"
                        + " these data is " + format() + "; choose another protocol, such as verification");
    }

    /**
     * Pairs to calibrate a model on, without the split {@code test} and without what the model was trained on.
     *
     * @param count the number of pairs to draw if the data do not declare pairs
     * @throws InputException if too little remains
     */
    default CalibrationPairs calibrationPairs(TrainedIdentities trained, int count, long seed) {
        return CalibrationPairs.drawUnseen(this, trained, count, seed);
    }
}
