package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Significance;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ranking on the page: the names are those of the template. */
final class RankingView {
    private final StudyOutcome outcome;
    private final int digits;
    private final Axis figureAxis;
    private final Axis differenceAxis;

    RankingView(StudyOutcome outcome) {
        this.outcome = outcome;
        this.digits = Numbers.digits(outcome, outcome.figure());
        this.figureAxis = figureAxis(outcome);
        this.differenceAxis = differenceAxis(outcome);
    }

    List<Axis.Tick> figureTicks() {
        return figureAxis.ticks();
    }

    List<Axis.Tick> differenceTicks() {
        return differenceAxis.ticks();
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (ContenderOutcome contender : outcome.contenders()) {
            rows.add(new Row(contender, rows.size() + 1));
        }
        return rows;
    }

    /** Whether a value lies outside the axis and is drawn as an arrow. */
    boolean clipped() {
        return rows().stream()
                .anyMatch(row -> row.plot().isClipped() || row.differencePlot().isClipped());
    }

    /** Whether a time was measured on a busy machine. */
    boolean anyBusy() {
        return rows().stream().anyMatch(Row::busy);
    }

    /** The row of a contender. */
    final class Row {
        private final ContenderOutcome contender;
        private final int rank;
        private final @Nullable Rate rate;
        private final @Nullable Difference gap;
        private final @Nullable Timing timing;
        private final @Nullable CostFacts cost;

        Row(ContenderOutcome contender, int rank) {
            this.contender = contender;
            this.rank = rank;
            this.rate = contender.figures().get(outcome.figure());
            this.gap = outcome.difference(contender.name(), outcome.figure());
            this.timing = contender.timing();
            this.cost = contender.cost();
        }

        int rank() {
            return rank;
        }

        String name() {
            return contender.name();
        }

        String kind() {
            return contender.learned() ? Numbers.counted(contender.seeds().size(), "seed", "seeds") : "fixed measure";
        }

        String value() {
            return PageText.percent(rate, digits);
        }

        String interval() {
            return PageText.interval(rate, digits);
        }

        Axis.Whisker plot() {
            Rate base = outcome.contender(outcome.baseline()).figures().get(outcome.figure());
            return rate == null
                    ? figureAxis.empty(0)
                    : figureAxis.whisker(base == null ? rate.value() : base.value(), rate);
        }

        String difference() {
            return gap == null ? "" : PageText.minus(Numbers.points(gap.value(), digits));
        }

        String differenceInterval() {
            return gap == null ? "" : PageText.minus(Numbers.interval(gap, digits));
        }

        Axis.Whisker differencePlot() {
            return gap == null ? differenceAxis.empty(0) : differenceAxis.whisker(gap);
        }

        /** The CSS class of the verdict. */
        String verdict() {
            return isBaseline() ? "baseline" : PageText.style(significance());
        }

        String verdictSign() {
            return isBaseline() ? "" : PageText.sign(significance());
        }

        String verdictWords() {
            return isBaseline() ? "baseline" : significance().words();
        }

        private boolean isBaseline() {
            return contender.name().equals(outcome.baseline());
        }

        private Significance significance() {
            return outcome.significance(contender);
        }

        String pValue() {
            return gap == null || gap.corrected() == null
                    ? ""
                    : "p " + PageText.equal(Numbers.probability(gap.corrected()));
        }

        String encode() {
            return PageText.significant(timing == null ? null : timing.encodeMilliseconds());
        }

        String compare() {
            return PageText.significant(timing == null ? null : timing.compareMicroseconds());
        }

        boolean busy() {
            return timing != null && !timing.quiet();
        }

        String parameters() {
            return cost == null ? PageText.NOTHING : Numbers.compact(cost.parameters());
        }

        String operations() {
            return cost == null ? PageText.NOTHING : Numbers.compact(cost.perPair());
        }
    }

    /**
     * Spans the learned contenders, which the study is about; a fixed measure far below them would compress the scale.
     */
    private static Axis figureAxis(StudyOutcome outcome) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (ContenderOutcome contender : onTheAxis(outcome)) {
            Rate rate = contender.figures().get(outcome.figure());
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
