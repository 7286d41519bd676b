package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The ranking as the page shows it.
 *
 * @param clipped whether a value lies beside the axis, drawn as an arrow
 * @param loud whether some time was taken while the machine was busy
 */
record RankingView(
        List<Axis.Tick> figureTicks, List<Axis.Tick> differenceTicks, List<Row> rows, boolean clipped, boolean loud) {
    /**
     * A contender's row.
     *
     * @param verdict the class of style of its verdict
     */
    record Row(
            int rank,
            String name,
            String kind,
            boolean base,
            String value,
            String interval,
            Whisker plot,
            String difference,
            String differenceInterval,
            Whisker differencePlot,
            String verdict,
            String verdictSign,
            String verdictWords,
            String chance,
            String encode,
            String compare,
            boolean busy,
            String parameters,
            String operations) {}

    static RankingView of(StudyOutcome outcome) {
        Axis figures = figureAxis(outcome);
        Axis differences = differenceAxis(outcome);
        List<Row> rows = new ArrayList<>();
        for (ContenderOutcome contender : outcome.contenders()) {
            rows.add(row(outcome, contender, rows.size() + 1, figures, differences));
        }
        return new RankingView(
                figures.ticks(),
                differences.ticks(),
                rows,
                rows.stream().anyMatch(row -> row.plot.beside() || row.differencePlot.beside()),
                rows.stream().anyMatch(Row::busy));
    }

    private static Row row(StudyOutcome outcome, ContenderOutcome contender, int rank, Axis figures, Axis differences) {
        int digits = FigureText.digits(outcome, outcome.figure());
        Rate rate = contender.figures().of(outcome.figure());
        Rate base = outcome.contender(outcome.baseline()).figures().of(outcome.figure());
        Difference difference = outcome.difference(contender.name(), outcome.figure());
        boolean isBase = contender.name().equals(outcome.baseline());
        Verdict verdict = difference == null ? Verdict.NONE : difference.verdict();
        Timing timing = contender.timing();
        CostFacts cost = contender.cost();
        return new Row(
                rank,
                contender.name(),
                contender.learned() ? Numbers.counted(contender.seeds().size(), "seed", "seeds") : "fixed measure",
                isBase,
                rate == null ? PageText.NOTHING : Numbers.percent(rate.value(), digits),
                rate == null ? "" : Numbers.interval(rate, digits),
                rate == null
                        ? Whisker.none(figures, 0)
                        : Whisker.of(
                                figures,
                                base == null ? rate.value() : base.value(),
                                rate.low(),
                                rate.value(),
                                rate.high()),
                difference == null ? "" : PageText.minus(Numbers.points(difference.value(), digits)),
                difference == null ? "" : PageText.minus(Numbers.interval(difference, digits)),
                difference == null
                        ? Whisker.none(differences, 0)
                        : Whisker.of(differences, 0, difference.low(), difference.value(), difference.high()),
                isBase ? "baseline" : PageText.style(verdict),
                isBase ? "" : PageText.sign(verdict),
                isBase ? "baseline" : PageText.words(verdict),
                difference == null || difference.corrected() == null
                        ? ""
                        : "p " + PageText.equal(Numbers.probability(difference.corrected())),
                PageText.significant(timing == null ? null : timing.encodeMilliseconds()),
                PageText.significant(timing == null ? null : timing.compareMicroseconds()),
                timing != null && !timing.quiet(),
                cost == null ? PageText.NOTHING : Numbers.compact(cost.parameters()),
                cost == null ? PageText.NOTHING : Numbers.compact(cost.perPair()));
    }

    /** Over the learned contenders, among whom the question is; fixed measures far behind would squeeze them together. */
    private static Axis figureAxis(StudyOutcome outcome) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (ContenderOutcome contender : onTheAxis(outcome)) {
            Rate rate = contender.figures().of(outcome.figure());
            if (rate != null) {
                low = Math.min(low, rate.low());
                high = Math.max(high, rate.high());
            }
        }
        return low <= high ? Axis.ofRates(low, high) : Axis.ofRates(0, 1);
    }

    private static Axis differenceAxis(StudyOutcome outcome) {
        double low = 0;
        double high = 0;
        for (ContenderOutcome contender : onTheAxis(outcome)) {
            Difference difference = outcome.difference(contender.name(), outcome.figure());
            if (difference != null) {
                low = Math.min(low, difference.low());
                high = Math.max(high, difference.high());
            }
        }
        return Axis.ofDifferences(low, high);
    }

    private static List<ContenderOutcome> onTheAxis(StudyOutcome outcome) {
        List<ContenderOutcome> learned =
                outcome.contenders().stream().filter(ContenderOutcome::learned).toList();
        return learned.isEmpty() ? outcome.contenders() : learned;
    }
}
