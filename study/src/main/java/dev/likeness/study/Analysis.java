package dev.likeness.study;

import dev.likeness.Version;
import dev.likeness.calibration.Rate;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.evaluation.Roc;
import dev.likeness.evaluation.ScoredPairs;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import dev.likeness.study.StudySettings.Comparison;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CurvePoint;
import dev.likeness.study.outcome.ContenderOutcome.SeedOutcome;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.Significance;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.StudyOutcome.Budget;
import dev.likeness.study.outcome.StudyOutcome.Failure;
import dev.likeness.study.statistics.Hierarchy;
import dev.likeness.study.statistics.Hierarchy.PairedDifference;
import dev.likeness.study.statistics.Holm;
import dev.likeness.study.statistics.Resampling;
import dev.likeness.study.statistics.RunScores;
import dev.likeness.study.statistics.SampledFigure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Computes a study's outcome from the results of its runs. Used once. */
final class Analysis {
    /** Points of a ROC curve in a report. */
    private static final int CURVE_POINTS = 200;

    /** The significance level of the tests. */
    private static final double LEVEL = 0.05;

    private final StudyContext context;
    private final StudyData data;
    private final Comparison comparison;
    private final Resampling resampling;
    private final Hierarchy hierarchy;
    private final Map<RunScores, Map<Figure, SampledFigure>> sampled = new IdentityHashMap<>();

    Analysis(StudyContext context) {
        StudySettings settings = context.settings();
        this.context = context;
        this.data = context.data();
        this.comparison = settings.comparison();
        this.resampling = new Resampling(data.pairs(), data.trials(), settings.seed(), comparison.resamples());
        this.hierarchy = new Hierarchy(settings.seed());
    }

    /**
     * The outcome.
     *
     * @throws InputException if training of the baseline diverged
     */
    StudyOutcome of(List<ContenderRuns> all, Progress progress) {
        List<ContenderRuns> sound = all.stream().filter(one -> !one.failed()).toList();
        resample(sound, progress);
        ContenderRuns baseline = sound.stream()
                .filter(one -> one.contender().name().equals(comparison.baseline()))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "training of the baseline " + comparison.baseline() + " diverged",
                        new Remedy(Remedy.Action.CHOOSE_BASELINE)));
        if (sampled(baseline, comparison.figure()).isEmpty()) {
            throw new InputException(
                    "the data allow no one-shot trials, so contenders cannot be ranked by "
                            + comparison.figure().word(),
                    new Remedy(Remedy.Action.CHOOSE_PAIR_FIGURE));
        }
        List<Difference> differences = differences(sound, baseline);
        Comparator<ContenderOutcome> rising = Comparator.comparingDouble(one ->
                Objects.requireNonNull(one.figures().get(comparison.figure())).value());
        List<ContenderOutcome> contenders = sound.stream()
                .map(this::outcome)
                .sorted(comparison.figure().higherIsBetter() ? rising.reversed() : rising)
                .toList();
        return new StudyOutcome(
                Version.CURRENT,
                data.facts(),
                budget(),
                comparison.figure(),
                comparison.baseline(),
                contenders,
                differences,
                (int) differences.stream()
                        .filter(difference -> difference.corrected() != null)
                        .count(),
                failures(all),
                Machine.environment(),
                context.settings().command());
    }

    private void resample(List<ContenderRuns> all, Progress progress) {
        List<RunScores> scores = all.stream()
                .flatMap(one -> one.results().stream())
                .flatMap(result -> result.parts().values().stream())
                .toList();
        List<Map<Figure, SampledFigure>> figures = resampling.of(scores, progress);
        for (int i = 0; i < figures.size(); i++) {
            sampled.put(scores.get(i), figures.get(i));
        }
    }

    /** A figure of the whole score under each seed; empty if the data do not allow it. */
    private List<SampledFigure> sampled(ContenderRuns one, Figure figure) {
        return sampled(one, Measure.OWN_SCORE, figure);
    }

    private List<SampledFigure> sampled(ContenderRuns one, String reading, Figure figure) {
        return one.results().stream()
                .map(result -> sampled(result, reading).get(figure))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<Figure, SampledFigure> sampled(RunResult result, String reading) {
        RunScores scores = result.parts().get(reading);
        return scores == null ? Map.of() : sampled.getOrDefault(scores, Map.of());
    }

    private Budget budget() {
        StudySettings settings = context.settings();
        OptionalLong steps = settings.budget().knownSteps();
        OptionalDouble minutes = settings.budget().timeLimit();
        return new Budget(
                steps.isPresent() ? steps.getAsLong() : null,
                minutes.isPresent() ? minutes.getAsDouble() : null,
                settings.threads());
    }

    private static List<Failure> failures(List<ContenderRuns> all) {
        List<Failure> failures = new ArrayList<>();
        for (ContenderRuns one : all) {
            for (RunResult result : one.results()) {
                if (result.failure() != null && result.seed() != null) {
                    failures.add(new Failure(one.contender().name(), result.seed(), result.failure()));
                }
            }
        }
        return failures;
    }

    private List<Difference> differences(List<ContenderRuns> all, ContenderRuns baseline) {
        List<Difference> found = new ArrayList<>();
        for (ContenderRuns one : all) {
            for (Figure figure : Figure.values()) {
                if (one != baseline
                        && !sampled(one, figure).isEmpty()
                        && !sampled(baseline, figure).isEmpty()) {
                    PairedDifference difference = difference(one, baseline, figure);
                    found.add(new Difference(
                            one.contender().name(),
                            figure,
                            difference.value(),
                            difference.low(),
                            difference.high(),
                            difference.p(),
                            null,
                            Significance.NOT_TESTED));
                }
            }
        }
        return tested(found);
    }

    /**
     * On the seeds that both have, as these share the split of the training data. A fixed measure is paired with all.
     */
    private PairedDifference difference(ContenderRuns one, ContenderRuns baseline, Figure figure) {
        List<SampledFigure> ofIt = sampled(one, figure);
        List<SampledFigure> ofBaseline = sampled(baseline, figure);
        boolean bothLearn = one.contender().learned() && baseline.contender().learned();
        int common = Math.min(ofIt.size(), ofBaseline.size());
        return hierarchy.difference(
                bothLearn ? ofIt.subList(0, common) : ofIt,
                bothLearn ? ofBaseline.subList(0, common) : ofBaseline,
                resampling.units(figure));
    }

    private List<Difference> tested(List<Difference> all) {
        List<Difference> tested = all.stream()
                .filter(difference -> difference.figure() == comparison.figure() && difference.p() != null)
                .toList();
        double[] corrected = Holm.correct(tested.stream()
                .mapToDouble(one -> Objects.requireNonNull(one.p()))
                .toArray());
        List<Difference> found = new ArrayList<>();
        for (Difference one : all) {
            int at = tested.indexOf(one);
            found.add(at < 0 ? one : withSignificance(one, corrected[at]));
        }
        return found;
    }

    private static Difference withSignificance(Difference one, double corrected) {
        Significance significance = corrected >= LEVEL
                ? Significance.NOT_SIGNIFICANT
                : one.value() > 0 == one.figure().higherIsBetter() ? Significance.BETTER : Significance.WORSE;
        return new Difference(
                one.contender(), one.figure(), one.value(), one.low(), one.high(), one.p(), corrected, significance);
    }

    private ContenderOutcome outcome(ContenderRuns one) {
        Contender contender = one.contender();
        RunResult first = one.results().get(0);
        Map<String, Map<Figure, Rate>> readings = new LinkedHashMap<>();
        for (String reading : new TreeSet<>(first.parts().keySet())) {
            if (!reading.equals(Measure.OWN_SCORE)) {
                readings.put(reading, rates(one, reading));
            }
        }
        return new ContenderOutcome(
                contender.name(),
                contender.learned(),
                contender.choice(),
                rates(one, Measure.OWN_SCORE),
                readings,
                one.results().stream().map(this::seed).toList(),
                first.cost(),
                context.folder().timing(contender).orElse(null),
                contender.recipeText(),
                curve(first));
    }

    private SeedOutcome seed(RunResult result) {
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        sampled(result, Measure.OWN_SCORE).forEach((figure, value) -> values.put(figure, value.value()));
        return new SeedOutcome(result.seed(), values, result.steps(), result.minutes());
    }

    private Map<Figure, Rate> rates(ContenderRuns one, String reading) {
        Map<Figure, Rate> rates = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            List<SampledFigure> seeds = sampled(one, reading, figure);
            if (!seeds.isEmpty()) {
                rates.put(figure, hierarchy.rate(seeds, resampling.units(figure)));
            }
        }
        return rates;
    }

    /**
     * The ROC curve of a run at some of its thresholds: spread evenly over the false positives, and evenly over their
     * logarithm if they are few.
     *
     * @return from (0, 0) to (1, 1), both rising
     */
    private List<CurvePoint> curve(RunResult result) {
        ScoredPairs scored = new ScoredPairs(
                data.pairs(),
                Objects.requireNonNull(result.parts().get(Measure.OWN_SCORE)).scores());
        double[] negatives = scored.negatives();
        Arrays.sort(negatives);
        Roc roc = Roc.of(scored.positives(), scored.negatives());
        TreeSet<Integer> ranks = new TreeSet<>(); // the number of negatives above a threshold
        int half = CURVE_POINTS / 2;
        for (int i = 1; i <= half; i++) {
            ranks.add((int) Math.round((double) negatives.length * i / half));
            ranks.add((int) Math.round(Math.pow(negatives.length, (double) i / half)));
        }
        List<CurvePoint> curve = new ArrayList<>();
        curve.add(new CurvePoint(0, 0));
        for (int rank : ranks) {
            double threshold = negatives[negatives.length - Math.max(1, rank)];
            curve.add(new CurvePoint(roc.falseMatchRateAt(threshold), roc.recallAt(threshold)));
        }
        curve.add(new CurvePoint(1, 1));
        return curve.stream().distinct().toList();
    }
}
