package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.Significance;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What reports say in addition to the ranking: on fixed measures, on cost, and on parts of the score. */
final class AnswerDetails {
    /** A contender that costs more than this share of another is not called cheaper. */
    private static final double CHEAPER = 0.8;

    private AnswerDetails() {}

    /** The sentences on fixed measures and on cost. */
    static List<String> of(StudyOutcome outcome) {
        return Stream.of(measures(outcome), cheapest(outcome))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> measures(StudyOutcome outcome) {
        ContenderOutcome best = outcome.contenders().get(0);
        ContenderOutcome baseline = outcome.contender(outcome.baseline());
        List<ContenderOutcome> measures = outcome.contenders().stream()
                .filter(contender -> !contender.learned() && contender != baseline && contender != best)
                .toList();
        if (measures.isEmpty()) {
            return Optional.empty();
        }
        ContenderOutcome first = measures.get(0);
        String figure = Answer.figure(outcome, first);
        String against = switch (outcome.significance(first)) {
            case BETTER -> ", better than " + baseline.name();
            case WORSE -> ", worse than " + baseline.name();
            case NOT_SIGNIFICANT -> ", not told apart from " + baseline.name();
            case NOT_TESTED -> "";
        };
        if (measures.size() == 1) {
            return Optional.of("The fixed measure " + first.name() + " has " + figure + against + ".");
        }
        boolean allWorse = measures.stream().allMatch(c -> outcome.significance(c) == Significance.WORSE);
        if (allWorse && best.learned()) {
            return Optional.of("All " + measures.size() + " fixed measures are worse than " + baseline.name()
                    + "; the best of them is " + first.name() + " (" + figure + ").");
        }
        String which = best.learned() || !baseline.learned() ? "The best" : "The second-best";
        return Optional.of(which + " fixed measure is " + first.name() + " (" + figure + ")" + against + ".");
    }

    /** On the cheapest contender that is better than the baseline, or, if the best is not, that is not worse. */
    private static Optional<String> cheapest(StudyOutcome outcome) {
        ContenderOutcome best = outcome.contenders().get(0);
        boolean bestIsBetter = outcome.significance(best) == Significance.BETTER;
        ContenderOutcome toBeat = bestIsBetter ? best : outcome.contender(outcome.baseline());
        Set<Significance> wanted = bestIsBetter
                ? EnumSet.of(Significance.BETTER)
                : EnumSet.of(Significance.BETTER, Significance.NOT_SIGNIFICANT);
        CostAxis axis = CostAxis.COMPARE.of(toBeat) == null ? CostAxis.PAIR_OPERATIONS : CostAxis.COMPARE;
        Double limit = axis.of(toBeat);
        if (limit == null) {
            return Optional.empty();
        }
        return outcome.contenders().stream()
                .filter(contender -> contender != toBeat && wanted.contains(outcome.significance(contender)))
                .filter(contender -> cost(contender, axis) <= CHEAPER * limit)
                .min(Comparator.comparingDouble(contender -> cost(contender, axis)))
                .map(cheapest -> {
                    String numbers = amount(cheapest, axis) + " a pair, against " + amount(toBeat, axis) + " for "
                            + toBeat.name()
                            + (axis == CostAxis.COMPARE && (isBusy(cheapest) || isBusy(toBeat))
                                    ? "; the machine was busy during the timing"
                                    : "");
                    return bestIsBetter
                            ? "Of those that are better, " + cheapest.name() + " is the cheapest to compare: " + numbers
                                    + "."
                            : "Of those not shown to be worse, " + cheapest.name() + " is the cheapest to compare: "
                                    + numbers + ".";
                });
    }

    private static String amount(ContenderOutcome contender, CostAxis axis) {
        double cost = cost(contender, axis);
        return axis == CostAxis.COMPARE
                ? Numbers.significant(cost) + " microseconds"
                : Numbers.compact((long) cost) + " multiply-adds";
    }

    /** Infinite if it is unknown. */
    private static double cost(ContenderOutcome contender, CostAxis axis) {
        Double cost = axis.of(contender);
        return cost == null ? Double.POSITIVE_INFINITY : cost;
    }

    private static boolean isBusy(ContenderOutcome contender) {
        Timing timing = contender.timing();
        return timing != null && !timing.quiet();
    }

    /** On which part of the score is best, by the estimates alone; empty if no contender has both parts. */
    static String readings(StudyOutcome outcome) {
        int whole = 0;
        int head = 0;
        int embedding = 0;
        List<Double> gains = new ArrayList<>();
        for (ContenderOutcome contender : outcome.contenders()) {
            Map<Figure, Rate> byHead = contender.readings().get("head");
            Map<Figure, Rate> byEmbedding = contender.readings().get("embedding");
            if (byHead != null && byEmbedding != null) {
                double all = quality(outcome, contender.figures());
                double one = quality(outcome, byHead);
                double other = quality(outcome, byEmbedding);
                gains.add(other - all);
                if (all >= one && all >= other) {
                    whole++;
                } else if (one >= other) {
                    head++;
                } else {
                    embedding++;
                }
            }
        }
        if (gains.isEmpty()) {
            return "";
        }
        double mean = gains.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return "Of " + Numbers.counted(gains.size(), "contender", "contenders")
                + " with both parts, the whole score is "
                + "best in " + whole + ", the head alone in " + head + " and the embedding alone (the layer before the "
                + "last) in " + embedding + ". Using the embedding alone "
                + (mean <= 0 ? "costs " : "gains ")
                + Numbers.fixed(100 * Math.abs(mean), Numbers.digits(outcome, outcome.figure()))
                + " points on average. These are estimates without a significance test.";
    }

    /** The ranking's figure, negated where lower is better. */
    private static double quality(StudyOutcome outcome, Map<Figure, Rate> figures) {
        Rate rate = figures.get(outcome.figure());
        double value = rate == null ? 0 : rate.value();
        return outcome.figure().higherIsBetter() ? value : -value;
    }
}
