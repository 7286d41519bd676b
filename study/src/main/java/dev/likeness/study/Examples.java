package dev.likeness.study;

import dev.likeness.data.PicturePair;
import dev.likeness.evaluation.Roc;
import dev.likeness.evaluation.ScoredPairs;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.LikenessMap;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.CellGrid;
import dev.likeness.picture.Fit;
import dev.likeness.picture.MapOverlay;
import dev.likeness.picture.Picture;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.ExamplePair.Reading;
import dev.likeness.study.outcome.StudyOutcome;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pairs that one trained contender decides correctly and another wrongly, with the likeness map of each: the best
 * contender against the baseline (or against the second, if the baseline is the best), and the reverse.
 */
final class Examples {
    /** The number of matches, and of non-matches, for each order of the two contenders. */
    private static final int EACH = 2;

    private final StudyContext context;
    private final StudyData data;

    Examples(StudyContext context) {
        this.context = context;
        this.data = context.data();
    }

    /** A contender's model and scores from the first seed. */
    private record Rater(String name, double[] scores, double threshold, double spread, LearnedMeasure measure) {
        boolean isRight(PicturePair pair, int i) {
            return scores[i] >= threshold == pair.match();
        }

        /** The distance from the threshold, relative to the contender's mean distance. */
        double confidence(int i) {
            return Math.abs(scores[i] - threshold) / spread;
        }
    }

    /** The examples; none if fewer than two contenders are trained. */
    List<ExamplePair> of(StudyOutcome outcome, List<ContenderRuns> all) {
        List<ContenderOutcome> trained =
                outcome.contenders().stream().filter(ContenderOutcome::learned).toList();
        if (trained.size() < 2) {
            return List.of();
        }
        String best = trained.get(0).name();
        String other = best.equals(outcome.baseline()) || !isTrained(trained, outcome.baseline())
                ? trained.get(1).name()
                : outcome.baseline();
        ContenderRuns ofBest = named(all, best);
        ContenderRuns ofOther = named(all, other);
        try (LearnedMeasure first = open(ofBest);
                LearnedMeasure second = open(ofOther)) {
            Rater one = rater(ofBest, first);
            Rater two = rater(ofOther, second);
            List<ExamplePair> examples = new ArrayList<>(where(one, two));
            examples.addAll(where(two, one));
            return examples;
        }
    }

    private static boolean isTrained(List<ContenderOutcome> trained, String name) {
        return trained.stream().anyMatch(one -> one.name().equals(name));
    }

    private static ContenderRuns named(List<ContenderRuns> all, String name) {
        return all.stream()
                .filter(one -> one.contender().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private LearnedMeasure open(ContenderRuns runs) {
        return LearnedMeasure.open(ModelFiles.at(
                context.folder().model(runs.contender(), context.settings().seed())));
    }

    private Rater rater(ContenderRuns runs, LearnedMeasure measure) {
        RunResult result = runs.results().get(0);
        double[] scores =
                Objects.requireNonNull(result.parts().get(Measure.OWN_SCORE)).scores();
        double threshold = equalErrors(new ScoredPairs(data.pairs(), scores));
        double spread = IntStream.range(0, scores.length)
                .mapToDouble(i -> Math.abs(scores[i] - threshold))
                .average()
                .orElse(1);
        return new Rater(runs.contender().name(), scores, threshold, Math.max(spread, 1e-9), measure);
    }

    /** The score at which the false-positive rate and the false-negative rate are closest. */
    private static double equalErrors(ScoredPairs scored) {
        Roc roc = Roc.of(scored.positives(), scored.negatives());
        double best = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (double score : scored.scores()) {
            double gap = Math.abs(roc.falseMatchRateAt(score) - (1 - roc.recallAt(score)));
            if (gap < smallest) {
                smallest = gap;
                best = score;
            }
        }
        return best;
    }

    private List<ExamplePair> where(Rater right, Rater wrong) {
        List<ExamplePair> examples = new ArrayList<>();
        for (boolean match : new boolean[] {true, false}) {
            List<Integer> found = IntStream.range(0, data.pairs().size())
                    .filter(i -> data.pairs().get(i).match() == match)
                    .filter(i -> right.isRight(data.pairs().get(i), i)
                            && !wrong.isRight(data.pairs().get(i), i))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -Math.min(right.confidence(i), wrong.confidence(i))))
                    .toList();
            Set<String> identities = new HashSet<>(); // each is shown once
            int taken = 0;
            for (int i : found) {
                PicturePair pair = data.pairs().get(i);
                if (taken < EACH
                        && identities.add(pair.a().identity())
                        && (match || identities.add(pair.b().identity()))) {
                    examples.add(example(i, right, wrong));
                    taken++;
                }
            }
        }
        return examples;
    }

    private ExamplePair example(int i, Rater right, Rater wrong) {
        PicturePair pair = data.pairs().get(i);
        Picture a = pair.a().source().read();
        Picture b = pair.b().source().read();
        return new ExamplePair(
                pair.a().name(), pair.b().name(), pair.match(), reading(i, right, a, b), reading(i, wrong, a, b));
    }

    private static Reading reading(int i, Rater rater, Picture a, Picture b) {
        Code codeOfA = rater.measure.encode(a, Side.A);
        Code codeOfB = rater.measure.encode(b, Side.B);
        LikenessMap map = rater.measure.map(codeOfA, codeOfB);
        Fit fit = rater.measure.card().fit();
        BufferedImage drawn = map.hasPlaces()
                ? MapOverlay.draw(
                        new MapOverlay.Panel(a, CellGrid.over(a, map.height(), map.width(), map.placesOfA(), fit)),
                        new MapOverlay.Panel(b, CellGrid.over(b, map.height(), map.width(), map.placesOfB(), fit)),
                        new MapOverlay.Legend("", map.everywhere()))
                : ExampleImage.beside(a, b);
        return new Reading(rater.name, rater.scores[i], rater.threshold, ExampleImage.small(drawn), map.hasPlaces());
    }
}
