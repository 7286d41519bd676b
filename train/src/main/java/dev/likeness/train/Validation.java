package dev.likeness.train;

import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SeededRandom;
import dev.likeness.data.VerificationPairs;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.AveragePrecision;
import dev.likeness.evaluation.FusionFit;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.PictureCodes;
import dev.likeness.evaluation.Roc;
import dev.likeness.evaluation.ScoredPairs;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.PairScoring;
import dev.likeness.model.Provenance.ValidationPoint;
import dev.likeness.progress.Progress;
import dev.likeness.train.recipe.Recipe.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the quality of a network on held-out identities; the run keeps the weights of the best validation point.
 *
 * <p>The quality is that of head and embedding together. A logistic regression on pairs of the same identities fits how
 * much each of them counts.
 */
final class Validation {
    private static final int RUNS = 25;
    private static final int PAIRS = 2000;

    /** All pairs of these are compared: 160,000 at most. */
    private static final int RETRIEVED_PICTURES = 400;

    private final List<PicturePair> pairs;
    private final List<OneShotTrial> trials;
    private final List<PicturePair> retrieved; // a query and a candidate each

    /**
     * Draws the pairs. Draws one-shot trials too if the recipe selects by one-shot accuracy, or pictures to retrieve if it
     * selects by retrieval, unless the user declared pairs or the held-out identities allow neither.
     */
    Validation(TrainingData data, Selection selection, long seed) {
        boolean declared = !data.heldOutPairs().isEmpty();
        pairs = declared ? data.heldOutPairs() : VerificationPairs.draw(data.heldOut(), PAIRS, seed);
        trials = declared || !selection.by().equals("one-shot") || !OneShotTrials.possible(data.heldOut())
                ? List.of()
                : OneShotTrials.draw(data.heldOut(), selection.ways(), RUNS, seed)
                        .trials();
        List<LabelledPicture> some =
                declared || !selection.by().equals("retrieval") ? List.of() : someIdentities(data.heldOut(), seed);
        retrieved = AveragePrecision.isPossible(some) ? AveragePrecision.pairs(some) : List.of();
    }

    /** Whole identities in random order, until there are {@link #RETRIEVED_PICTURES} pictures; at least two identities. */
    private static List<LabelledPicture> someIdentities(List<LabelledPicture> heldOut, long seed) {
        Map<String, List<LabelledPicture>> identities = new LinkedHashMap<>();
        heldOut.forEach(picture -> identities
                .computeIfAbsent(picture.identity(), identity -> new ArrayList<>())
                .add(picture));
        List<List<LabelledPicture>> order = new ArrayList<>(identities.values());
        Collections.shuffle(order, SeededRandom.of(seed));
        List<LabelledPicture> some = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (i < 2 || some.size() + order.get(i).size() <= RETRIEVED_PICTURES) {
                some.addAll(order.get(i));
            }
        }
        return some;
    }

    /** The name of the quality that is measured. */
    String quality() {
        if (!retrieved.isEmpty()) {
            return "mAP";
        }
        return trials.isEmpty() ? "AUC" : "one-shot";
    }

    /** Measures a network after a step; its score must be the head's alone. */
    ValidationPoint measure(Measure head, long step) {
        PictureCodes codes = PictureCodes.ofPairs(head, pairs, Progress.NONE);
        ScoredPairs byHead = codes.compare(head, pairs, Progress.NONE);
        ScoredPairs byEmbedding = codes.compare(Validation::cosines, pairs, Progress.NONE);
        EmbeddingTerm term = term(byHead, byEmbedding);
        if (!retrieved.isEmpty()) {
            return retrieval(head, step, term);
        }
        PairScoring together = (a, b) -> joined(head.compare(a, b), cosines(a, b), term);
        if (trials.isEmpty()) {
            double[] joined = joined(byHead.scores(), byEmbedding.scores(), term);
            return new ValidationPoint(step, auc(new ScoredPairs(pairs, joined)), auc(byHead), auc(byEmbedding), term);
        }
        PictureCodes of = PictureCodes.ofTrials(head, trials, Progress.NONE);
        return new ValidationPoint(
                step, accuracy(of, together), accuracy(of, head), accuracy(of, Validation::cosines), term);
    }

    private ValidationPoint retrieval(Measure head, long step, EmbeddingTerm term) {
        PictureCodes codes = PictureCodes.ofPairs(head, retrieved, Progress.NONE);
        ScoredPairs byHead = codes.compare(head, retrieved, Progress.NONE);
        ScoredPairs byEmbedding = codes.compare(Validation::cosines, retrieved, Progress.NONE);
        double[] joined = joined(byHead.scores(), byEmbedding.scores(), term);
        return new ValidationPoint(
                step,
                AveragePrecision.mean(new ScoredPairs(retrieved, joined)),
                AveragePrecision.mean(byHead),
                AveragePrecision.mean(byEmbedding),
                term);
    }

    private EmbeddingTerm term(ScoredPairs byHead, ScoredPairs byEmbedding) {
        boolean[] matches = new boolean[pairs.size()];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = pairs.get(i).match();
        }
        return FusionFit.of(byHead.scores(), byEmbedding.scores(), matches)
                .embeddingTerm()
                .orElseGet(() -> embeddingAlone(byHead.scores(), byEmbedding.scores()));
    }

    /** If the head is useless (it had no target, or learnt nothing), the embedding's term outweighs it. */
    private static EmbeddingTerm embeddingAlone(double[] heads, double[] cosines) {
        double scale = 1000 * Math.max(spread(heads), 1e-3) / Math.max(spread(cosines), 1e-3);
        return new EmbeddingTerm(scale, -scale * mean(cosines));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double spread(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    private double accuracy(PictureCodes codes, PairScoring scoring) {
        int right = 0;
        for (boolean answer : OneShot.answer(codes, scoring, trials)) {
            right += answer ? 1 : 0;
        }
        return (double) right / trials.size();
    }

    private static double auc(ScoredPairs scored) {
        return Roc.of(scored.positives(), scored.negatives()).auc();
    }

    private static double[] joined(double[] heads, double[] cosines, EmbeddingTerm term) {
        double[] joined = new double[heads.length];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = heads[i] + term.scale() * cosines[i] + term.offset();
        }
        return joined;
    }

    static double[] cosines(List<Code> a, List<Code> b) {
        double[] cosines = new double[a.size()];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = a.get(i).cosine(b.get(i));
        }
        return cosines;
    }

    /**
     * Checks before training that there are enough identities.
     *
     * @throws InputException if fewer than two identities are left to train on
     */
    static void require(TrainingData data) {
        if (data.pictures().identities() < 2) {
            throw new InputException(data.name() + ": " + data.pictures().identities()
                    + " identities with at least two pictures are left to train on; at least 2 are needed; add pictures,"
                    + " or lower selection.hold-out in the recipe");
        }
    }
}
