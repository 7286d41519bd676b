package dev.likeness.study;

import dev.likeness.Version;
import dev.likeness.calibration.Rate;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.ScoredPairs;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import dev.likeness.study.Contender.Trained;
import dev.likeness.study.StudySettings.Verdicts;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CurvePoint;
import dev.likeness.study.outcome.ContenderOutcome.SeedOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Figures;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.StudyOutcome.Budget;
import dev.likeness.study.outcome.StudyOutcome.Failure;
import dev.likeness.study.outcome.Verdict;
import dev.likeness.study.statistics.Hierarchy;
import dev.likeness.study.statistics.Hierarchy.Gap;
import dev.likeness.study.statistics.Holm;
import dev.likeness.study.statistics.Resampling;
import dev.likeness.study.statistics.Sampled;
import dev.likeness.study.statistics.Series;
import dev.likeness.train.Length;
import dev.likeness.train.recipe.Recipes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the results of all runs to what they say. */
final class Outcomes {
    /** Points of a ROC curve in a report. */
    private static final int CURVE = 200;

    private static final double LEVEL = 0.05;

    private final StudySettings settings;
    private final StudyData data;
    private final Resampling resampling;
    private final Hierarchy hierarchy;

    Outcomes(StudySettings settings, StudyData data) {
        this.settings = settings;
        this.data = data;
        this.resampling = new Resampling(
                data.pairs(), data.trials(), settings.seed(), settings.verdict().resamples());
        this.hierarchy = new Hierarchy(settings.seed());
    }

    /** A contender with the results of its runs. */
    record Shown(Contender contender, List<RunResult> results) {
        boolean failed() {
            return results.stream().anyMatch(result -> result.failure() != null);
        }
    }

    /** By reading, and for each run the figures by name. */
    private record Figured(Shown shown, Map<String, List<Map<String, Sampled>>> byReading) {
        List<Sampled> own(String figure) {
            return of(Measure.OWN_SCORE, figure);
        }

        List<Sampled> of(String reading, String figure) {
            return byReading.getOrDefault(reading, List.of()).stream()
                    .map(figures -> figures.get(figure))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /**
     * What the study says.
     *
     * @throws InputException if training of the baseline came apart
     */
    StudyOutcome of(List<Shown> all, Function<Contender, Optional<Timing>> timings, Progress progress) {
        List<Failure> failures = new ArrayList<>();
        for (Shown shown : all) {
            for (RunResult result : shown.results) {
                if (result.failure() != null && result.seed() != null) {
                    failures.add(new Failure(shown.contender.name(), result.seed(), result.failure()));
                }
            }
        }
        List<Figured> figured =
                figured(all.stream().filter(shown -> !shown.failed()).toList(), progress);
        Verdicts verdict = settings.verdict();
        Figured baseline = figured.stream()
                .filter(one -> one.shown.contender.name().equals(verdict.baseline()))
                .findFirst()
                .orElseThrow(() -> new InputException("training of the baseline " + verdict.baseline()
                        + " came apart; name another with --baseline, or lower schedule.learning-rate"));
        if (baseline.own(verdict.figure()).isEmpty()) {
            throw new InputException("the data allow no one-shot trials, so they cannot be judged by "
                    + verdict.figure() + "; choose --figure auc, eer or fpr95");
        }
        List<Difference> differences = differences(figured, baseline);
        Comparator<ContenderOutcome> worstFirst = Comparator.comparingDouble(one ->
                Objects.requireNonNull(one.figures().of(verdict.figure())).value());
        List<ContenderOutcome> contenders = figured.stream()
                .map(one -> outcome(one, timings.apply(one.shown.contender).orElse(null)))
                .sorted(Figures.higherIsBetter(verdict.figure()) ? worstFirst.reversed() : worstFirst)
                .toList();
        return new StudyOutcome(
                Version.CURRENT,
                data.facts(),
                budget(),
                verdict.figure(),
                verdict.baseline(),
                contenders,
                differences,
                (int) differences.stream()
                        .filter(difference -> difference.corrected() != null)
                        .count(),
                failures,
                Surroundings.here(),
                settings.command());
    }

    private Budget budget() {
        return new Budget(
                settings.budget() instanceof Length.Steps steps ? steps.steps() : null,
                settings.budget() instanceof Length.Minutes minutes ? minutes.minutes() : null,
                settings.threads());
    }

    private List<Figured> figured(List<Shown> all, Progress progress) {
        List<Series> series = new ArrayList<>();
        all.forEach(shown ->
                shown.results.forEach(result -> result.parts().values().forEach(part -> series.add(part.series()))));
        List<Map<String, Sampled>> sampled = resampling.of(series, progress);
        List<Figured> figured = new ArrayList<>();
        int next = 0;
        for (Shown shown : all) {
            Map<String, List<Map<String, Sampled>>> byReading = new LinkedHashMap<>();
            for (RunResult result : shown.results) {
                for (String reading : result.parts().keySet()) {
                    byReading
                            .computeIfAbsent(reading, name -> new ArrayList<>())
                            .add(sampled.get(next++));
                }
            }
            figured.add(new Figured(shown, byReading));
        }
        return figured;
    }

    private List<Difference> differences(List<Figured> all, Figured baseline) {
        List<Difference> found = new ArrayList<>();
        for (Figured one : all) {
            for (String figure : one == baseline ? List.<String>of() : Figures.NAMES) {
                List<Sampled> ofIt = one.own(figure);
                List<Sampled> ofBaseline = baseline.own(figure);
                if (!ofIt.isEmpty() && !ofBaseline.isEmpty()) {
                    Gap gap = gap(one, ofIt, baseline, ofBaseline, figure);
                    found.add(new Difference(
                            one.shown.contender.name(),
                            figure,
                            gap.value(),
                            gap.low(),
                            gap.high(),
                            gap.p(),
                            null,
                            Verdict.NONE));
                }
            }
        }
        return judged(found);
    }

    /** On the seeds that both have: they share the split of their training data. A fixed measure meets them all. */
    private Gap gap(Figured one, List<Sampled> ofIt, Figured baseline, List<Sampled> ofBaseline, String figure) {
        boolean bothLearn = one.shown.contender instanceof Trained && baseline.shown.contender instanceof Trained;
        int common = Math.min(ofIt.size(), ofBaseline.size());
        return hierarchy.gap(
                bothLearn ? ofIt.subList(0, common) : ofIt,
                bothLearn ? ofBaseline.subList(0, common) : ofBaseline,
                resampling.units(figure));
    }

    private List<Difference> judged(List<Difference> all) {
        String figure = settings.verdict().figure();
        List<Difference> judged = all.stream()
                .filter(difference -> difference.figure().equals(figure) && difference.p() != null)
                .toList();
        double[] corrected = Holm.correct(judged.stream()
                .mapToDouble(one -> Objects.requireNonNull(one.p()))
                .toArray());
        List<Difference> found = new ArrayList<>();
        for (Difference one : all) {
            int at = judged.indexOf(one);
            found.add(at < 0 ? one : with(one, corrected[at], Figures.higherIsBetter(figure)));
        }
        return found;
    }

    private static Difference with(Difference one, double corrected, boolean higherIsBetter) {
        Verdict verdict = corrected >= LEVEL
                ? Verdict.NOT_TOLD_APART
                : one.value() > 0 == higherIsBetter ? Verdict.BETTER : Verdict.WORSE;
        return new Difference(
                one.contender(), one.figure(), one.value(), one.low(), one.high(), one.p(), corrected, verdict);
    }

    private ContenderOutcome outcome(Figured one, @Nullable Timing timing) {
        Map<String, Figures> readings = new LinkedHashMap<>();
        for (String reading : new TreeSet<>(one.byReading.keySet())) {
            if (!reading.equals(Measure.OWN_SCORE)) {
                readings.put(reading, figures(one, reading));
            }
        }
        List<SeedOutcome> seeds = new ArrayList<>();
        for (int s = 0; s < one.shown.results.size(); s++) {
            RunResult result = one.shown.results.get(s);
            Map<String, Double> values = new LinkedHashMap<>();
            List<Map<String, Sampled>> own = one.byReading.getOrDefault(Measure.OWN_SCORE, List.of());
            own.get(s).forEach((figure, sampled) -> values.put(figure, sampled.value()));
            seeds.add(new SeedOutcome(result.seed(), values, result.steps(), result.minutes()));
        }
        Contender contender = one.shown.contender;
        Trained trained = contender instanceof Trained learning ? learning : null;
        RunResult first = one.shown.results.get(0);
        return new ContenderOutcome(
                contender.name(),
                trained != null,
                trained == null ? Map.of("measure", contender.name()) : trained.choice(),
                figures(one, Measure.OWN_SCORE),
                readings,
                seeds,
                first.cost(),
                timing,
                trained == null ? null : Recipes.yaml(trained.recipe()),
                curve(first));
    }

    private Figures figures(Figured one, String reading) {
        List<Sampled> oneShot = one.of(reading, Figures.ONE_SHOT);
        return new Figures(
                rate(one, reading, Figures.AUC),
                rate(one, reading, Figures.EER),
                rate(one, reading, Figures.FPR95),
                oneShot.isEmpty() ? null : rate(one, reading, Figures.ONE_SHOT));
    }

    private Rate rate(Figured one, String reading, String figure) {
        return hierarchy.rate(one.of(reading, figure), resampling.units(figure));
    }

    private List<CurvePoint> curve(RunResult result) {
        double[] scores =
                Objects.requireNonNull(result.parts().get(Measure.OWN_SCORE)).scores();
        return Curves.of(new ScoredPairs(data.pairs(), scores), CURVE);
    }
}
