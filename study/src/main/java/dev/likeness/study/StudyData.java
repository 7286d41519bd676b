package dev.likeness.study;

import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.DataSubset;
import dev.likeness.data.DeclaredSplits;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.PairSplit;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.Runs;
import dev.likeness.data.SkippedPictures;
import dev.likeness.data.Split;
import dev.likeness.data.VerificationPairs;
import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.progress.Progress;
import dev.likeness.study.StudySettings.Judging;
import dev.likeness.study.outcome.StudyOutcome.DataFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The data of a study: the training data, and the test pairs and trials that all contenders share.
 *
 * @param training contains no test picture, and no test identity unless the data declare splits that share identities
 * @param pairs matches and non-matches
 * @param trials empty where the data allow none
 * @param facts for reports
 * @param unreadable the number of unreadable pictures that may be skipped
 */
record StudyData(
        DataSet training,
        List<PicturePair> pairs,
        List<OneShotTrial> trials,
        DataFacts facts,
        SkippedPictures.Limit unreadable) {
    /**
     * Splits a data set by identity, and draws pairs and trials from the test side.
     *
     * @throws InputException if a side would be too small, or a picture would be on both
     */
    static StudyData of(DataSet data, Judging judging, long seed) {
        if (data instanceof Runs) {
            throw new InputException(data.name() + ": one-shot runs are test data and cannot be trained on; give"
                    + " data with identities, such as Omniglot's background set");
        }
        if (data instanceof Pairs pairs) {
            return ofPairs(pairs, judging, seed);
        }
        DeclaredSplits splits = DeclaredSplits.of(data);
        return splits.isEmpty() || !judging.test().isEmpty()
                ? ofIdentities(data, judging, seed)
                : ofSplits(data, judging, seed);
    }

    /** Tests on the declared split 'test', or without one on 'validation'. */
    private static StudyData ofSplits(DataSet data, Judging judging, long seed) {
        List<LabelledPicture> held = data.judged();
        Set<String> judged = held.stream().map(LabelledPicture::name).collect(Collectors.toSet());
        DataSet training = DataSubset.of(data, picture -> !judged.contains(picture.name()));
        List<PicturePair> pairs = VerificationPairs.draw(held, judging.pairs(), seed);
        return of(data, training, held, pairs, judging, seed);
    }

    private static String judgedBySplit(DeclaredSplits.Share share) {
        return "the split '%s': %d of its %d identities are also trained on, with other pictures"
                .formatted(share.split().word(), share.alsoTrained(), share.identities());
    }

    private static StudyData ofIdentities(DataSet data, Judging judging, long seed) {
        Split split;
        if (judging.test().isEmpty()) {
            split = Split.byIdentity(data.pictures(), judging.share(), seed);
        } else {
            Predicate<LabelledPicture> test = new DataSelection(judging.test(), List.of()).fits();
            split = Split.of(
                    data.pictures().stream().filter(test.negate()).toList(),
                    data.pictures().stream().filter(test).toList());
        }
        Set<String> learnt =
                split.train().stream().map(LabelledPicture::identity).collect(Collectors.toSet());
        DataSet training = DataSubset.of(data, picture -> learnt.contains(picture.identity()));
        List<PicturePair> pairs = VerificationPairs.draw(split.heldOut(), judging.pairs(), seed);
        return of(data, training, split.heldOut(), pairs, judging, seed);
    }

    private static StudyData ofPairs(Pairs data, Judging judging, long seed) {
        if (!judging.test().isEmpty()) {
            throw new InputException(data.name() + ": declared pairs are split by their column 'split' (train,"
                    + " validation, test), or by a share of their identities; omit --test");
        }
        List<PicturePair> test = IntStream.range(0, data.pairs().size())
                .filter(i -> "test".equals(data.splits().get(i)))
                .mapToObj(data.pairs()::get)
                .toList();
        if (test.isEmpty() && !data.splits().isEmpty()) {
            throw new InputException(data.name() + ": its column 'split' marks no pair as 'test', but a study tests on"
                    + " pairs that are not used for training or selection; mark some");
        }
        if (test.isEmpty()) {
            test = PairSplit.of(data, judging.share(), seed).heldOut();
        }
        Set<String> judged =
                PicturePair.pictures(test).stream().map(LabelledPicture::name).collect(Collectors.toSet());
        Set<String> identities = PicturePair.pictures(test).stream()
                .map(LabelledPicture::identity)
                .collect(Collectors.toSet());
        DataSet training = DataSubset.of(
                data,
                picture -> !judged.contains(picture.name())
                        && (!data.splits().isEmpty() || !identities.contains(picture.identity())));
        return of(data, training, PicturePair.pictures(test), test, judging, seed);
    }

    private static StudyData of(
            DataSet data,
            DataSet training,
            List<LabelledPicture> held,
            List<PicturePair> pairs,
            Judging judging,
            long seed) {
        long matches = pairs.stream().filter(PicturePair::match).count();
        if (matches == 0 || matches == pairs.size()) {
            throw new InputException(data.name() + ": " + matches + " of the " + pairs.size()
                    + " test pairs match; at least one pair must match and one must not");
        }
        boolean trialsPossible = !(data instanceof Pairs) && OneShotTrials.possible(held);
        OneShotTrials trials = trialsPossible
                ? OneShotTrials.draw(held, judging.ways(), judging.runs(), seed)
                : new OneShotTrials(judging.ways(), 0, List.of());
        DeclaredSplits splits = DeclaredSplits.of(data);
        String judgedBy = !judging.test().isEmpty()
                ? "pictures that fit " + String.join(" or ", judging.test())
                : data instanceof Pairs declared && !declared.splits().isEmpty()
                        ? "pairs marked 'test'"
                        : !splits.isEmpty()
                                ? judgedBySplit(splits.share(splits.judgedBy().orElseThrow()))
                                : "a share of %.2f of the identities, chosen by seed %d"
                                        .formatted(judging.share(), seed);
        DataFacts facts = new DataFacts(
                UserPath.lastName(data.name()),
                data.format(),
                data.hash(),
                identities(training.pictures()),
                training.pictures().size(),
                identities(held),
                held.size(),
                judgedBy,
                pairs.size(),
                trials.trials().size(),
                trials.trials().isEmpty() ? 0 : trials.ways());
        return new StudyData(training, pairs, trials.trials(), facts, SkippedPictures.Limit.USUAL);
    }

    /**
     * The same without pairs and trials that contain an unreadable picture. It is called before any training, so that
     * all contenders have the same test data.
     *
     * @throws InputException if too many pictures are unreadable, or too few pairs remain
     */
    StudyData readable(SkippedPictures.Limit limit, Progress progress) {
        Map<String, LabelledPicture> judged = new TreeMap<>();
        PicturePair.pictures(pairs).forEach(picture -> judged.put(picture.name(), picture));
        for (OneShotTrial trial : trials) {
            judged.put(trial.query().name(), trial.query());
            trial.gallery().forEach(picture -> judged.put(picture.name(), picture));
        }
        SkippedPictures skipped = SkippedPictures.of(training, limit);
        skipped.expect(judged.size());
        int done = 0;
        for (LabelledPicture picture : judged.values()) {
            skipped.read(picture);
            progress.at(++done, judged.size(), "reading the test pictures");
        }
        List<PicturePair> readablePairs = pairs.stream()
                .filter(pair ->
                        !skipped.has(pair.a().name()) && !skipped.has(pair.b().name()))
                .toList();
        List<OneShotTrial> readableTrials = trials.stream()
                .filter(trial -> !skipped.has(trial.query().name())
                        && trial.gallery().stream().noneMatch(picture -> skipped.has(picture.name())))
                .toList();
        long matches = readablePairs.stream().filter(PicturePair::match).count();
        if (matches == 0 || matches == readablePairs.size()) {
            throw new InputException(facts.name() + ": without the unreadable pictures " + readablePairs.size()
                    + " test pairs remain, " + matches + " of them matches; at least one pair must match and one"
                    + " must not; repair the pictures");
        }
        DataFacts remaining = new DataFacts(
                facts.name(),
                facts.format(),
                facts.hash(),
                facts.trainingIdentities(),
                facts.trainingPictures(),
                facts.testIdentities(),
                facts.testPictures(),
                facts.judgedBy(),
                readablePairs.size(),
                readableTrials.size(),
                readableTrials.isEmpty() ? 0 : facts.ways());
        return new StudyData(training, readablePairs, readableTrials, remaining, limit);
    }

    private static int identities(List<LabelledPicture> pictures) {
        return (int) pictures.stream().map(LabelledPicture::identity).distinct().count();
    }
}
