package dev.likeness.study.report;

import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.Verdict;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether there is a contender that compares cheaper than the one to beat, and is not shown to be behind the baseline. */
final class Cheaper {
    /** Less than a fifth is not worth a sentence. */
    private static final double WORTH_SAYING = 0.8;

    private Cheaper() {}

    /** A sentence about the cheapest one, where there is one. */
    static Optional<String> sentence(StudyOutcome outcome) {
        ContenderOutcome best = outcome.contenders().get(0);
        ContenderOutcome baseline = outcome.contender(outcome.baseline());
        boolean bestIsBetter = verdict(outcome, best) == Verdict.BETTER;
        ContenderOutcome toBeat = bestIsBetter ? best : baseline;
        Set<Verdict> wanted =
                bestIsBetter ? EnumSet.of(Verdict.BETTER) : EnumSet.of(Verdict.BETTER, Verdict.NOT_TOLD_APART);
        List<ContenderOutcome> candidates = outcome.contenders().stream()
                .filter(contender -> contender != toBeat && wanted.contains(verdict(outcome, contender)))
                .toList();
        CostAxis axis = CostAxis.of(toBeat, CostAxis.COMPARE) == null ? CostAxis.PAIR_OPERATIONS : CostAxis.COMPARE;
        Double limit = CostAxis.of(toBeat, axis);
        if (limit == null) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(contender -> cost(contender, axis) <= WORTH_SAYING * limit)
                .min(Comparator.comparingDouble(contender -> cost(contender, axis)))
                .map(cheapest -> words(bestIsBetter, cheapest, toBeat, axis));
    }

    private static String words(
            boolean bestIsBetter, ContenderOutcome cheapest, ContenderOutcome toBeat, CostAxis axis) {
        String numbers = amount(cheapest, axis) + " a pair against " + amount(toBeat, axis) + " for " + toBeat.name()
                + (axis == CostAxis.COMPARE && (loud(cheapest) || loud(toBeat))
                        ? ", timed on a machine that was not quiet"
                        : "");
        return bestIsBetter
                ? "Of those that are better, " + cheapest.name() + " is the cheapest to compare: " + numbers + "."
                : "The cheapest to compare that is not shown to be behind is " + cheapest.name() + ": " + numbers + ".";
    }

    private static String amount(ContenderOutcome contender, CostAxis axis) {
        double cost = cost(contender, axis);
        return axis == CostAxis.COMPARE
                ? Numbers.significant(cost) + " microseconds"
                : Numbers.compact((long) cost) + " multiply-adds";
    }

    /** Infinite where it is not known. */
    private static double cost(ContenderOutcome contender, CostAxis axis) {
        Double cost = CostAxis.of(contender, axis);
        return cost == null ? Double.POSITIVE_INFINITY : cost;
    }

    private static boolean loud(ContenderOutcome contender) {
        Timing timing = contender.timing();
        return timing != null && !timing.quiet();
    }

    private static @Nullable Verdict verdict(StudyOutcome outcome, ContenderOutcome contender) {
        Difference difference = outcome.difference(contender.name(), outcome.figure());
        return difference == null ? null : difference.verdict();
    }
}
