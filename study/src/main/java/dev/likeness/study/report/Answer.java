package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a study answers, in words. It says no more than the verdicts do: contenders that are not told apart are not called
 * equal, and where no verdict is given, the order is not called a result.
 *
 * @param sentence the answer
 * @param details what else there is to know: the fixed measures, and who is cheaper and still not behind
 */
record Answer(String sentence, List<String> details) {
    /** More names than these in one list are counted instead. */
    private static final int NAMES = 3;

    public Answer {
        details = List.copyOf(details);
    }

    /** The answer of a study that has at least one contender. */
    public static Answer of(StudyOutcome outcome) {
        return new Writer(outcome).answer();
    }

    /** All of it as one paragraph. */
    public String text() {
        return Stream.concat(Stream.of(sentence), details.stream()).collect(Collectors.joining(" "));
    }

    /** Puts the sentences together. */
    private static final class Writer {
        private final StudyOutcome outcome;
        private final ContenderOutcome best;
        private final ContenderOutcome baseline;
        private final int digits;

        Writer(StudyOutcome outcome) {
            this.outcome = outcome;
            this.best = outcome.contenders().get(0);
            this.baseline = outcome.contender(outcome.baseline());
            this.digits = FigureText.digits(outcome, outcome.figure());
        }

        Answer answer() {
            List<String> details = new ArrayList<>();
            measures().ifPresent(details::add);
            Cheaper.sentence(outcome).ifPresent(details::add);
            return new Answer(sentence(), details);
        }

        private String sentence() {
            if (outcome.contenders().size() == 1) {
                return "Only " + best.name() + " was tried (" + figure(best) + "), so there is nothing to rank.";
            }
            String start = "Of " + Field.of(outcome) + ", ";
            if (outcome.contenders().stream().allMatch(c -> verdict(c) == Verdict.NONE)) {
                return start + ranksFirst() + ", but no verdict is given: " + whyNone()
                        + ", so the order may be chance.";
            }
            List<ContenderOutcome> others = learnedOthers();
            boolean noneTold = !others.isEmpty() && others.stream().allMatch(c -> verdict(c) == Verdict.NOT_TOLD_APART);
            if (noneTold && best.learned()) {
                return start + noneToldApart(others);
            }
            List<String> rest = rest();
            return start + bestAgainstBaseline() + (rest.isEmpty() ? "" : "; " + listed(rest)) + ".";
        }

        private String noneToldApart(List<ContenderOutcome> others) {
            if (best == baseline) {
                return "the baseline " + ranksFirst() + ", and "
                        + (others.size() == 1 ? others.get(0).name() + " is not" : "none of the others is")
                        + " told apart from it at this budget.";
            }
            return ranksFirst() + ", but "
                    + (others.size() == 1 ? "it is not" : "neither it nor any other is")
                    + " told apart from the baseline "
                    + baseline.name() + " (" + figure(baseline) + ") at this budget.";
        }

        private String bestAgainstBaseline() {
            if (best == baseline) {
                return "the baseline " + ranksFirst();
            }
            Difference difference = outcome.difference(best.name(), outcome.figure());
            String against = "the baseline " + baseline.name();
            return ranksFirst()
                    + switch (verdict(best)) {
                        case BETTER -> ", better than " + against + by(difference);
                        case WORSE -> ", worse than " + against + by(difference) + " on the same pairs";
                        case NOT_TOLD_APART -> ", but is not told apart from " + against + " at this budget";
                        case NONE -> ", but without a verdict against " + against + ": " + whyNone();
                    };
        }

        /** What is said of the learned contenders that are neither the best nor the baseline. */
        private List<String> rest() {
            List<String> rest = new ArrayList<>();
            boolean bestIsBetter = verdict(best) == Verdict.BETTER;
            String than = bestIsBetter ? "" : " than " + baseline.name();
            clause(Verdict.BETTER, "better" + than + (bestIsBetter ? " as well" : ""))
                    .ifPresent(rest::add);
            clause(Verdict.NOT_TOLD_APART, "not told apart from " + baseline.name() + " at this budget")
                    .ifPresent(rest::add);
            clause(Verdict.WORSE, "worse" + than).ifPresent(rest::add);
            clause(Verdict.NONE, "without a verdict").ifPresent(rest::add);
            return rest;
        }

        private Optional<String> clause(Verdict verdict, String what) {
            List<String> names = learnedOthers().stream()
                    .filter(contender -> contender != best && verdict(contender) == verdict)
                    .map(ContenderOutcome::name)
                    .toList();
            if (names.isEmpty()) {
                return Optional.empty();
            }
            String who = names.size() <= NAMES ? listed(names) : names.size() + " others";
            return Optional.of(who + (names.size() == 1 ? " is " : " are ") + what);
        }

        private Optional<String> measures() {
            List<ContenderOutcome> measures = outcome.contenders().stream()
                    .filter(contender -> !contender.learned() && contender != baseline && contender != best)
                    .toList();
            if (measures.isEmpty()) {
                return Optional.empty();
            }
            ContenderOutcome first = measures.get(0);
            String against = switch (verdict(first)) {
                case BETTER -> ", better than " + baseline.name();
                case WORSE -> ", worse than " + baseline.name();
                case NOT_TOLD_APART -> ", not told apart from " + baseline.name();
                case NONE -> "";
            };
            String which = best.learned() || !baseline.learned() ? "The best" : "The second-best";
            if (measures.size() == 1) {
                return Optional.of("The fixed measure " + first.name() + " has " + figure(first) + against + ".");
            }
            boolean allWorse = measures.stream().allMatch(c -> verdict(c) == Verdict.WORSE);
            return Optional.of(
                    allWorse && best.learned()
                            ? "All " + measures.size() + " fixed measures are worse than " + baseline.name()
                                    + "; the best of them is " + first.name() + " (" + figure(first) + ")."
                            : which + " fixed measure is " + first.name() + " (" + figure(first) + ")" + against + ".");
        }

        private String ranksFirst() {
            Rate rate = Objects.requireNonNull(best.figures().of(outcome.figure()), "the best has the judged figure");
            return best.name() + (best.learned() ? "" : ", a fixed measure,") + " ranks first (" + figure(best) + ", "
                    + Numbers.interval(rate, digits) + ")";
        }

        private String figure(ContenderOutcome contender) {
            Rate rate = contender.figures().of(outcome.figure());
            return FigureText.heading(outcome.figure()) + " "
                    + (rate == null ? "not known" : Numbers.percent(rate.value(), digits));
        }

        private String by(@Nullable Difference difference) {
            if (difference == null) {
                return "";
            }
            double low = Math.min(Math.abs(difference.low()), Math.abs(difference.high()));
            double high = Math.max(Math.abs(difference.low()), Math.abs(difference.high()));
            return " by " + Numbers.fixed(100 * Math.abs(difference.value()), digits) + " points ("
                    + Numbers.fixed(100 * low, digits) + " to " + Numbers.fixed(100 * high, digits) + ")";
        }

        private static String whyNone() {
            return "that takes three seeds or more";
        }

        private List<ContenderOutcome> learnedOthers() {
            return outcome.contenders().stream()
                    .filter(contender -> contender.learned() && contender != baseline)
                    .toList();
        }

        private Verdict verdict(ContenderOutcome contender) {
            Difference difference = outcome.difference(contender.name(), outcome.figure());
            return difference == null ? Verdict.NONE : difference.verdict();
        }
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String listed(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
