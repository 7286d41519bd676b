package dev.likeness.data;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Test data, and the rest of a data set to train on.
 *
 * @param training contains no test picture, and no test identity unless the data declare splits that share identities
 * @param test the test pictures
 * @param pairs the declared test pairs; empty if pairs are to be drawn from the test pictures
 * @param rule how the test pictures were chosen, as a phrase
 */
public record TestSplit(DataSet training, List<LabelledPicture> test, List<PicturePair> pairs, String rule) {
    public TestSplit {
        test = List.copyOf(test);
        pairs = List.copyOf(pairs);
    }

    /** Whether pairs were declared; otherwise they are to be drawn. */
    public boolean isDeclaredByPairs() {
        return !pairs.isEmpty();
    }

    /** By the declared splits, or by identity without them. */
    static TestSplit of(DataSet data, double share, long seed) {
        DeclaredSplits splits = data.declaredSplits();
        if (splits.isEmpty()) {
            return byIdentity(data, Split.byIdentity(data.pictures(), share, seed), ofShare(share, seed));
        }
        List<LabelledPicture> test = data.evaluationPictures();
        Set<String> names = test.stream().map(LabelledPicture::name).collect(Collectors.toSet());
        DataSet training = data.keeping(picture -> !names.contains(picture.name()));
        DeclaredSplits.Share tested = splits.share(splits.evaluationSplit().orElseThrow());
        return new TestSplit(
                training,
                test,
                List.of(),
                "the split '%s': %d of its %d identities are also trained on, with other pictures"
                        .formatted(tested.split().word(), tested.alsoTrained(), tested.identities()));
    }

    /** By a predicate. */
    static TestSplit of(DataSet data, Predicate<LabelledPicture> test, String rule) {
        Split split = Split.of(
                data.pictures().stream().filter(test.negate()).toList(),
                data.pictures().stream().filter(test).toList());
        return byIdentity(data, split, rule);
    }

    static String ofShare(double share, long seed) {
        return "a share of %.2f of the identities, chosen by seed %d".formatted(share, seed);
    }

    private static TestSplit byIdentity(DataSet data, Split split, String rule) {
        Set<String> trained =
                split.train().stream().map(LabelledPicture::identity).collect(Collectors.toSet());
        DataSet training = data.keeping(picture -> trained.contains(picture.identity()));
        return new TestSplit(training, split.heldOut(), List.of(), rule);
    }
}
