package dev.likeness.study.report;

import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Figures;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * An outcome as text: Markdown that reads well in a terminal too. First the ranking, then the figures that are not judged
 * by, then the answer and what the table's signs mean.
 */
public final class StudyTable {
    private final StudyOutcome outcome;
    private final int digits;

    private StudyTable(StudyOutcome outcome) {
        this.outcome = outcome;
        this.digits = FigureText.digits(outcome, outcome.figure());
    }

    /** The text; it ends with a line feed. */
    public static String text(StudyOutcome outcome) {
        StudyTable table = new StudyTable(outcome);
        return table.ranking() + "\n" + table.otherFigures() + "\n"
                + Answer.of(outcome).text() + "\n\n" + String.join("\n", table.notes()) + "\n";
    }

    private String ranking() {
        TextTable table = new TextTable(List.of(
                "#>",
                "contender",
                FigureText.heading(outcome.figure()) + ">",
                "against " + outcome.baseline() + ">",
                "verdict",
                "encode ms>",
                "compare us>",
                "parameters>",
                "multiply-adds a pair>"));
        int rank = 0;
        for (ContenderOutcome contender : outcome.contenders()) {
            rank++;
            Timing timing = contender.timing();
            CostFacts cost = contender.cost();
            String loud = timing != null && !timing.quiet() ? "!" : "";
            table.row(List.of(
                    Integer.toString(rank),
                    contender.name() + (contender.learned() ? "" : " *"),
                    Numbers.percentWithInterval(contender.figures().of(outcome.figure()), digits),
                    Numbers.pointsWithInterval(outcome.difference(contender.name(), outcome.figure()), digits),
                    verdict(contender),
                    timing == null ? Numbers.NOTHING : Numbers.significant(timing.encodeMilliseconds()) + loud,
                    timing == null ? Numbers.NOTHING : Numbers.significant(timing.compareMicroseconds()) + loud,
                    cost == null ? Numbers.NOTHING : Numbers.compact(cost.parameters()),
                    cost == null ? Numbers.NOTHING : Numbers.compact(cost.perPair())));
        }
        return table.toString();
    }

    private String verdict(ContenderOutcome contender) {
        if (contender.name().equals(outcome.baseline())) {
            return "baseline";
        }
        Difference difference = outcome.difference(contender.name(), outcome.figure());
        return switch (difference == null ? Verdict.NONE : difference.verdict()) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case NOT_TOLD_APART -> "not told apart";
            case NONE -> "no verdict";
        };
    }

    private String otherFigures() {
        List<String> others = Figures.NAMES.stream()
                .filter(figure -> !figure.equals(outcome.figure()))
                .toList();
        List<String> headings = new ArrayList<>(List.of("contender"));
        others.forEach(figure -> headings.add(FigureText.heading(figure) + ">"));
        TextTable table = new TextTable(headings);
        for (ContenderOutcome contender : outcome.contenders()) {
            List<String> cells = new ArrayList<>(List.of(contender.name()));
            for (String figure : others) {
                cells.add(Numbers.percentWithInterval(
                        contender.figures().of(figure), FigureText.digits(outcome, figure)));
            }
            table.row(cells);
        }
        return table.toString();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("EER is the equal error rate, FPR95 the false-positive rate at 95 % recall: less is better in both.");
        notes.add("In brackets: 95 % intervals. Against " + outcome.baseline() + ": percentage points of "
                + FigureText.heading(outcome.figure()) + ", on the same pairs"
                + (Figures.higherIsBetter(outcome.figure()) ? "." : "; less is better."));
        if (outcome.comparisons() > 0) {
            notes.add(
                    "Verdicts are corrected for " + Numbers.counted(outcome.comparisons(), "comparison", "comparisons")
                            + " (Holm); \"not told apart\" is at this budget, and does not mean equal.");
        }
        if (outcome.contenders().stream().anyMatch(contender -> !contender.learned())) {
            notes.add("*: a fixed measure; nothing is learned.");
        }
        outcome.failures()
                .forEach(failure -> notes.add("Not ranked: " + failure.contender() + ", seed " + failure.seed() + ": "
                        + failure.reason() + "."));
        if (outcome.contenders().stream()
                .map(ContenderOutcome::timing)
                .anyMatch(timing -> timing != null && !timing.quiet())) {
            notes.add("!: timed while other work ran on the machine, so not quiet: may be too slow.");
        }
        return notes;
    }
}
