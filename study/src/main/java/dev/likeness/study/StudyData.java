package dev.likeness.study;

import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SkippedPictures;
import dev.likeness.data.TestSplit;
import dev.likeness.data.VerificationPairs;
import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.progress.Progress;
import dev.likeness.study.StudySettings.Judging;
import dev.likeness.study.outcome.StudyOutcome.DataFacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The data of a study: the training data, and the test pairs and trials that all contenders share.
 *
 * @param training contains no test picture, and no test identity unless the data declare splits that share identities
 * @param pairs matches and non-matches
 * @param trials empty if the data allow none
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
     * Splits a data set by identity, or as its owner declared, and draws pairs and trials from the test side.
     *
     * @throws InputException if a side would be too small, or a picture would be on both
     */
    static StudyData of(DataSet data, Judging judging, long seed) {
        TestSplit split = judging.test().isEmpty()
                ? data.testSplit(judging.share(), seed)
                : data.testSplit(
                        new DataSelection(judging.test(), List.of()).predicate(),
                        "pictures that fit " + String.join(" or ", judging.test()));
        List<PicturePair> pairs =
                split.isDeclaredByPairs() ? split.pairs() : VerificationPairs.draw(split.test(), judging.pairs(), seed);
        if (!PicturePair.hasBothClasses(pairs)) {
            throw new InputException(data.name() + ": " + PicturePair.matches(pairs) + " of the " + pairs.size()
                    + " test pairs match; at least one pair must match and one must not");
        }
        boolean trialsPossible = !split.isDeclaredByPairs() && OneShotTrials.possible(split.test());
        OneShotTrials trials = trialsPossible
                ? OneShotTrials.draw(split.test(), judging.ways(), judging.runs(), seed)
                : new OneShotTrials(judging.ways(), 0, List.of());
        DataFacts facts = new DataFacts(
                UserPath.lastName(data.name()),
                data.format(),
                data.hash(),
                identities(split.training().pictures()),
                split.training().pictures().size(),
                identities(split.test()),
                split.test().size(),
                split.rule(),
                pairs.size(),
                trials.trials().size(),
                trials.trials().isEmpty() ? 0 : trials.ways());
        return new StudyData(split.training(), pairs, trials.trials(), facts, SkippedPictures.Limit.DEFAULT);
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
        List<PicturePair> readablePairs = skipped.readablePairs(pairs);
        List<OneShotTrial> readableTrials = skipped.readableTrials(trials);
        if (!PicturePair.hasBothClasses(readablePairs)) {
            throw new InputException(facts.name() + ": without the unreadable pictures " + readablePairs.size()
                    + " test pairs remain, " + PicturePair.matches(readablePairs)
                    + " of them matches; at least one pair must match and one must not; repair the pictures");
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
