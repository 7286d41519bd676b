package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The {@code pairs} format: a CSV file {@code a,b,label[,split]} whose rows name two pictures, relative to the file.
 *
 * @param pictures identity: the connected component of pictures that matching pairs connect
 * @param pairs all valid rows, in the order of the file
 * @param splits for each pair by index, the word in its fourth column ({@code train}, {@code validation} or
 *     {@code test}); empty if the file has no such column
 * @param unusableRows the rows that are not valid pairs, in the order of the file
 */
public record Pairs(
        String name,
        List<LabelledPicture> pictures,
        List<PicturePair> pairs,
        Map<Integer, String> splits,
        List<UnusableRow> unusableRows,
        String hash)
        implements DataSet {
    public Pairs {
        pictures = List.copyOf(pictures);
        pairs = List.copyOf(pairs);
        splits = Map.copyOf(splits);
        unusableRows = List.copyOf(unusableRows);
    }

    /** Without unusable rows. */
    public Pairs(
            String name,
            List<LabelledPicture> pictures,
            List<PicturePair> pairs,
            Map<Integer, String> splits,
            String hash) {
        this(name, pictures, pairs, splits, List.of(), hash);
    }

    /** With the hash of these pictures, which are sorted by name, and of the rows. */
    public static Pairs of(
            String name, List<LabelledPicture> pictures, List<PicturePair> pairs, Map<Integer, String> splits) {
        DataHash hash = new DataHash().addAll(pictures);
        for (int i = 0; i < pairs.size(); i++) {
            PicturePair pair = pairs.get(i);
            hash.add(pair.a().name(), pair.b().name(), pair.match() ? "1" : "0", splits.getOrDefault(i, ""));
        }
        return new Pairs(name, pictures, pairs, splits, hash.hex());
    }

    /** The same pairs from a file that also has these rows. */
    public Pairs withUnusableRows(List<UnusableRow> rows) {
        return new Pairs(name, pictures, pairs, splits, rows, hash);
    }

    @Override
    public String format() {
        return "pairs";
    }

    @Override
    public int entries() {
        return pairs.size();
    }

    /** {@inheritDoc} A pair needs both its pictures. */
    @Override
    public Pairs keeping(Predicate<LabelledPicture> predicate) {
        List<PicturePair> kept = new ArrayList<>();
        Map<Integer, String> ofKept = new HashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            PicturePair pair = pairs.get(i);
            if (predicate.test(pair.a()) && predicate.test(pair.b())) {
                String split = splits.get(i);
                if (split != null) {
                    ofKept.put(kept.size(), split);
                }
                kept.add(pair);
            }
        }
        return ofPairs(kept, ofKept);
    }

    private Pairs ofPairs(List<PicturePair> kept, Map<Integer, String> ofKept) {
        List<LabelledPicture> named = PicturePair.pictures(kept).stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        return of(name, named, kept, ofKept).withUnusableRows(unusableRows);
    }

    @Override
    public Optional<String> shortage() {
        return pairs.isEmpty() ? Optional.of("no pair has both its pictures") : Optional.empty();
    }

    @Override
    public DeclaredSplits declaredSplits() {
        Map<SplitName, Map<String, LabelledPicture>> named = new EnumMap<>(SplitName.class);
        splits.forEach((row, word) -> SplitName.of(word).ifPresent(split -> {
            PicturePair pair = pairs.get(row);
            Map<String, LabelledPicture> own = named.computeIfAbsent(split, key -> new TreeMap<>());
            own.put(pair.a().name(), pair.a());
            own.put(pair.b().name(), pair.b());
        }));
        Map<SplitName, List<LabelledPicture>> declared = new EnumMap<>(SplitName.class);
        named.forEach((split, own) -> declared.put(split, List.copyOf(own.values())));
        return new DeclaredSplits(declared);
    }

    @Override
    public Pairs split(SplitName split) {
        return ofPairs(pairsOf(split), Map.of());
    }

    @Override
    public DataSet withoutSplits() {
        return splits.isEmpty() ? this : ofPairs(pairs, Map.of());
    }

    /** The pairs of one split, in the order of the file. */
    List<PicturePair> pairsOf(SplitName split) {
        return where(i -> split.word().equals(splits.get(i)));
    }

    private List<PicturePair> where(IntPredicate row) {
        return IntStream.range(0, pairs.size()).filter(row).mapToObj(pairs::get).toList();
    }

    @Override
    public TrainingSplit trainingSplit(double share, long seed) {
        return TrainingSplit.ofPairs(PairSplit.of(this, share, seed));
    }

    /** {@inheritDoc} The test pairs are those of the split {@code test}; with other splits only, an error. */
    @Override
    public TestSplit testSplit(double share, long seed) {
        if (splits.isEmpty()) {
            List<PicturePair> test = PairSplit.of(this, share, seed).heldOut();
            Set<String> identities = PicturePair.pictures(test).stream()
                    .map(LabelledPicture::identity)
                    .collect(Collectors.toSet());
            return testSplit(test, picture -> !identities.contains(picture.identity()), TestSplit.ofShare(share, seed));
        }
        List<PicturePair> test = pairsOf(SplitName.TEST);
        if (test.isEmpty()) {
            throw new InputException(name + ": its column 'split' marks no pair as 'test', but test pairs must not be"
                    + " used for training or selection; mark some");
        }
        return testSplit(test, picture -> true, "pairs marked 'test'");
    }

    private TestSplit testSplit(List<PicturePair> test, Predicate<LabelledPicture> trained, String rule) {
        List<LabelledPicture> pictures = PicturePair.pictures(test);
        Set<String> names = pictures.stream().map(LabelledPicture::name).collect(Collectors.toSet());
        DataSet training = keeping(picture -> !names.contains(picture.name()) && trained.test(picture));
        return new TestSplit(training, pictures, test, rule);
    }

    @Override
    public TestSplit testSplit(Predicate<LabelledPicture> test, String rule) {
        throw new InputException(
                name + ": declared pairs are split by their column 'split' (train, validation, test), or"
                        + " by a share of their identities",
                new Remedy(Remedy.Action.OMIT_TEST_PICTURES));
    }

    @Override
    public List<LabelledPicture> evaluationPictures() {
        return PicturePair.pictures(evaluationPairs());
    }

    @Override
    public PairSample evaluationPairs(int count, long seed) {
        return PairSample.declared(evaluationPairs());
    }

    /**
     * The pairs to evaluate on: those of the split {@code test}, otherwise {@code validation}; all if there are no
     * splits.
     *
     * @throws InputException if all pairs are declared as training data
     */
    public List<PicturePair> evaluationPairs() {
        if (splits.isEmpty()) {
            return pairs;
        }
        for (SplitName split : List.of(SplitName.TEST, SplitName.VALIDATION)) {
            List<PicturePair> rows = pairsOf(split);
            if (!rows.isEmpty()) {
                return rows;
            }
        }
        throw new InputException(name + ": all its pairs are in the split 'train', and results on training data say"
                + " nothing about new data; mark some as 'test'");
    }

    @Override
    public CalibrationPairs calibrationPairs(TrainedIdentities trained, int count, long seed) {
        List<PicturePair> unseen = where(i -> !SplitName.TEST.word().equals(splits.get(i))
                && !trained.isTrained(pairs.get(i).a())
                && !trained.isTrained(pairs.get(i).b()));
        long matches = PicturePair.matches(unseen);
        if (matches == 0 || matches == unseen.size()) {
            throw new InputException(
                    name + ": " + unseen.size() + " pairs outside the split 'test' have identities that the model was"
                            + " not trained on, " + matches
                            + " of them matches; matches and non-matches are needed; add pairs");
        }
        return CalibrationPairs.declared(unseen, seed);
    }

    @Override
    public LayoutFindings layoutFindings() {
        List<PicturePair> contradictions = pairs.stream()
                .filter(pair ->
                        !pair.match() && pair.a().identity().equals(pair.b().identity()))
                .toList();
        return new LayoutFindings(List.of(), contradictions, List.of(), List.of(), null);
    }
}
