package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Significance;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a study in words. It claims no more than the significance tests support: contenders without a
 * significant difference are not called equal, and if nothing is tested, the order is not called a result.
 *
 * @param sentence the ranking
 * @param details the fixed measures, and a cheaper contender that is not worse
 */
record Answer(String sentence, List<String> details) {
    public Answer {
        details = List.copyOf(details);
    }

    /** The answer of a study that has at least one contender. */
    public static Answer of(StudyOutcome outcome) {
        return new Answer(new Ranking(outcome).sentence(), AnswerDetails.of(outcome));
    }

    /** All of it as one paragraph. */
    public String text() {
        return Stream.concat(Stream.of(sentence), details.stream()).collect(Collectors.joining(" "));
    }

    /** Writes the sentence. */
    private static final class Ranking {
        /** Longer lists of names are replaced by their number. */
        private static final int MAX_NAMES = 3;

        private final StudyOutcome outcome;
        private final ContenderOutcome best;
        private final ContenderOutcome baseline;
        private final int digits;

        Ranking(StudyOutcome outcome) {
            this.outcome = outcome;
            this.best = outcome.contenders().get(0);
            this.baseline = outcome.contender(outcome.baseline());
            this.digits = Numbers.digits(outcome, outcome.figure());
        }

        String sentence() {
            if (outcome.contenders().size() == 1) {
                return "Only " + best.name() + " was tried (" + figure(outcome, best)
                        + "), so there is nothing to rank.";
            }
            String start = "Of " + contenders() + ", ";
            if (outcome.contenders().stream().allMatch(c -> outcome.significance(c) == Significance.NOT_TESTED)) {
                return start + ranksFirst() + ", but there is no verdict, because " + whyNotTested()
                        + ": the order may be chance.";
            }
            List<ContenderOutcome> others = learnedOthers();
            boolean noneSignificant = !others.isEmpty()
                    && others.stream().allMatch(c -> outcome.significance(c) == Significance.NOT_SIGNIFICANT);
            if (noneSignificant && best.learned()) {
                return start + noneSignificant(others);
            }
            List<String> rest = rest();
            return start + bestAgainstBaseline() + (rest.isEmpty() ? "" : "; " + listed(rest)) + ".";
        }

        private String noneSignificant(List<ContenderOutcome> others) {
            if (best == baseline) {
                return "the baseline " + ranksFirst() + ", and "
                        + (others.size() == 1 ? others.get(0).name() + " is not" : "none of the others is")
                        + " told apart from it at this budget.";
            }
            return ranksFirst() + ", but "
                    + (others.size() == 1 ? "it is not" : "neither it nor any other is")
                    + " told apart from the baseline "
                    + baseline.name() + " (" + figure(outcome, baseline) + ") at this budget.";
        }

        private String bestAgainstBaseline() {
            if (best == baseline) {
                return "the baseline " + ranksFirst();
            }
            Difference difference = outcome.difference(best.name(), outcome.figure());
            String against = "the baseline " + baseline.name();
            return ranksFirst()
                    + switch (outcome.significance(best)) {
                        case BETTER -> ", better than " + against + by(difference);
                        case WORSE -> ", worse than " + against + by(difference) + " on the same pairs";
                        case NOT_SIGNIFICANT -> ", but is not told apart from " + against + " at this budget";
                        case NOT_TESTED ->
                            ", but there is no verdict against " + against + ", because " + whyNotTested();
                    };
        }

        /** The clauses on the learned contenders that are neither the best nor the baseline. */
        private List<String> rest() {
            boolean bestIsBetter = outcome.significance(best) == Significance.BETTER;
            String than = bestIsBetter ? "" : " than " + baseline.name();
            return Stream.of(
                            clause(Significance.BETTER, "better" + than + (bestIsBetter ? " as well" : "")),
                            clause(
                                    Significance.NOT_SIGNIFICANT,
                                    "not told apart from " + baseline.name() + " at this budget"),
                            clause(Significance.WORSE, "worse" + than),
                            clause(Significance.NOT_TESTED, "not tested"))
                    .flatMap(Optional::stream)
                    .toList();
        }

        private Optional<String> clause(Significance significance, String what) {
            List<String> names = learnedOthers().stream()
                    .filter(contender -> contender != best && outcome.significance(contender) == significance)
                    .map(ContenderOutcome::name)
                    .toList();
            if (names.isEmpty()) {
                return Optional.empty();
            }
            String who = names.size() <= MAX_NAMES ? listed(names) : names.size() + " others";
            return Optional.of(who + (names.size() == 1 ? " is " : " are ") + what);
        }

        private String ranksFirst() {
            Rate rate =
                    Objects.requireNonNull(best.figures().get(outcome.figure()), "the best has the ranking's figure");
            return best.name() + (best.learned() ? "" : ", a fixed measure,") + " ranks first (" + figure(outcome, best)
                    + ", " + Numbers.interval(rate, digits) + ")";
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

        private static String whyNotTested() {
            return "a significance test needs at least three seeds";
        }

        private List<ContenderOutcome> learnedOthers() {
            return outcome.contenders().stream()
                    .filter(contender -> contender.learned() && contender != baseline)
                    .toList();
        }

        /** {@code 10 heads and 5 fixed measures}. */
        private String contenders() {
            List<ContenderOutcome> learned = outcome.contenders().stream()
                    .filter(ContenderOutcome::learned)
                    .toList();
            int measures = outcome.contenders().size() - learned.size();
            List<String> parts = new ArrayList<>();
            if (!learned.isEmpty()) {
                parts.add(learned(learned));
            }
            if (measures > 0) {
                parts.add(Numbers.counted(measures, "fixed measure", "fixed measures"));
            }
            return listed(parts);
        }

        private static String learned(List<ContenderOutcome> learned) {
            List<Choice> varied = Stream.of(Choice.values())
                    .filter(choice -> learned.stream()
                                    .map(contender -> contender.choice().getOrDefault(choice.key(), ""))
                                    .distinct()
                                    .count()
                            > 1)
                    .toList();
            return switch (varied.size()) {
                case 0 -> Numbers.counted(learned.size(), "learned contender", "learned contenders");
                case 1 -> learned.size() + " " + varied.get(0).many;
                default ->
                    learned.size() + " combinations of "
                            + listed(varied.stream().map(choice -> choice.one).toList());
            };
        }
    }

    /** The kinds of choice of a learned contender, in words. */
    private enum Choice {
        TOWER("tower", "towers"),
        SHARING("way of sharing", "ways of sharing"),
        HEAD("head", "heads"),
        TARGET("target", "targets"),
        NEGATIVES("choice of negatives", "choices of negatives");

        private final String one;
        private final String many;

        /** The key in {@link ContenderOutcome#choice}. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        Choice(String one, String many) {
            this.one = one;
            this.many = many;
        }
    }

    /** The ranking's figure of a contender: {@code AUC 98.3 %}. */
    static String figure(StudyOutcome outcome, ContenderOutcome contender) {
        Rate rate = contender.figures().get(outcome.figure());
        return outcome.figure().heading() + " "
                + (rate == null ? "unknown" : Numbers.percent(rate.value(), Numbers.digits(outcome, outcome.figure())));
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String listed(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
