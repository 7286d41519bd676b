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
import dev.likeness.study.Outcomes.Shown;
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
 * Pairs that one trained contender decides rightly and another wrongly, with what each sees in them: of the best against
 * the baseline (or the second, where the baseline is the best) and the reverse.
 */
final class Examples {
    /** Of each order of the two: so many matches, and so many others. */
    private static final int EACH = 2;

    private final StudySettings settings;
    private final StudyFolder folder;
    private final StudyData data;

    Examples(StudySettings settings, StudyFolder folder, StudyData data) {
        this.settings = settings;
        this.folder = folder;
        this.data = data;
    }

    /** A contender's scores of the first seed, and its model. */
    private record Seer(String name, double[] scores, double threshold, double spread, LearnedMeasure measure) {
        boolean isRight(PicturePair pair, int i) {
            return scores[i] >= threshold == pair.match();
        }

        /** How far on its side of the threshold, in the contender's own measure. */
        double sureness(int i) {
            return Math.abs(scores[i] - threshold) / spread;
        }
    }

    /** The examples; none where fewer than two contenders are trained. */
    List<ExamplePair> of(StudyOutcome outcome, List<Shown> shown) {
        List<ContenderOutcome> trained =
                outcome.contenders().stream().filter(ContenderOutcome::learned).toList();
        if (trained.size() < 2) {
            return List.of();
        }
        String best = trained.get(0).name();
        String other = best.equals(outcome.baseline()) || !isTrained(trained, outcome.baseline())
                ? trained.get(1).name()
                : outcome.baseline();
        try (LearnedMeasure first = open(shown, best);
                LearnedMeasure second = open(shown, other)) {
            Seer one = seer(shown, best, first);
            Seer two = seer(shown, other, second);
            List<ExamplePair> examples = new ArrayList<>(where(one, two));
            examples.addAll(where(two, one));
            return examples;
        }
    }

    private static boolean isTrained(List<ContenderOutcome> trained, String name) {
        return trained.stream().anyMatch(one -> one.name().equals(name));
    }

    private static Shown named(List<Shown> shown, String name) {
        return shown.stream()
                .filter(one -> one.contender().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private LearnedMeasure open(List<Shown> shown, String name) {
        return LearnedMeasure.open(ModelFiles.at(folder.model(named(shown, name).contender(), settings.seed())));
    }

    private Seer seer(List<Shown> shown, String name, LearnedMeasure measure) {
        RunResult result = named(shown, name).results().get(0);
        double[] scores =
                Objects.requireNonNull(result.parts().get(Measure.OWN_SCORE)).scores();
        ScoredPairs scored = new ScoredPairs(data.pairs(), scores);
        double threshold = equalErrors(scored);
        double spread = IntStream.range(0, scores.length)
                .mapToDouble(i -> Math.abs(scores[i] - threshold))
                .average()
                .orElse(1);
        return new Seer(name, scores, threshold, Math.max(spread, 1e-9), measure);
    }

    /** The score at which about as many matches are missed as others are taken for one. */
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

    private List<ExamplePair> where(Seer right, Seer wrong) {
        List<ExamplePair> examples = new ArrayList<>();
        for (boolean match : new boolean[] {true, false}) {
            List<Integer> found = IntStream.range(0, data.pairs().size())
                    .filter(i -> data.pairs().get(i).match() == match)
                    .filter(i -> right.isRight(data.pairs().get(i), i)
                            && !wrong.isRight(data.pairs().get(i), i))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -Math.min(right.sureness(i), wrong.sureness(i))))
                    .toList();
            Set<String> identities = new HashSet<>(); // each shown once
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

    private ExamplePair example(int i, Seer right, Seer wrong) {
        PicturePair pair = data.pairs().get(i);
        Picture a = pair.a().source().read();
        Picture b = pair.b().source().read();
        return new ExamplePair(
                pair.a().name(), pair.b().name(), pair.match(), reading(i, right, a, b), reading(i, wrong, a, b));
    }

    private static Reading reading(int i, Seer seer, Picture a, Picture b) {
        Code codeOfA = seer.measure.encode(a, Side.A);
        Code codeOfB = seer.measure.encode(b, Side.B);
        LikenessMap map = seer.measure.map(codeOfA, codeOfB);
        Fit fit = seer.measure.card().fit();
        BufferedImage drawn = map.hasPlaces()
                ? MapOverlay.draw(
                        new MapOverlay.Panel(a, new CellGrid(map.height(), map.width(), map.ofA(), fit)),
                        new MapOverlay.Panel(b, new CellGrid(map.height(), map.width(), map.ofB(), fit)),
                        "")
                : ExampleImage.beside(a, b);
        return new Reading(seer.name, seer.scores[i], seer.threshold, ExampleImage.small(drawn), map.hasPlaces());
    }
}
