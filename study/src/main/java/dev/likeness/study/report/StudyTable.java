package dev.likeness.study.report;

import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An outcome as Markdown that is readable in a terminal: first the ranking, then the other figures, then the answer and
 * the explanation of the signs.
 */
public final class StudyTable {
    private final StudyOutcome outcome;
    private final int digits;

    private StudyTable(StudyOutcome outcome) {
        this.outcome = outcome;
        this.digits = Numbers.digits(outcome, outcome.figure());
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
                outcome.figure().heading() + ">",
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
                    Numbers.percentWithInterval(contender.figures().get(outcome.figure()), digits),
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
        return contender.name().equals(outcome.baseline())
                ? "baseline"
                : outcome.significance(contender).words();
    }

    private String otherFigures() {
        List<Figure> others = Arrays.stream(Figure.values())
                .filter(figure -> figure != outcome.figure())
                .toList();
        List<String> headings = new ArrayList<>(List.of("contender"));
        others.forEach(figure -> headings.add(figure.heading() + ">"));
        TextTable table = new TextTable(headings);
        for (ContenderOutcome contender : outcome.contenders()) {
            List<String> cells = new ArrayList<>(List.of(contender.name()));
            for (Figure figure : others) {
                cells.add(
                        Numbers.percentWithInterval(contender.figures().get(figure), Numbers.digits(outcome, figure)));
            }
            table.row(cells);
        }
        return table.toString();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(
                "EER is the equal error rate, FPR95 the false-positive rate at 95 % recall: lower is better for both.");
        notes.add("In brackets: 95 % intervals. Against " + outcome.baseline() + ": difference in percentage points of "
                + outcome.figure().heading() + " on the same pairs"
                + (outcome.figure().higherIsBetter() ? "." : "; lower is better."));
        if (outcome.comparisons() > 0) {
            notes.add(
                    "Verdicts are corrected for " + Numbers.counted(outcome.comparisons(), "comparison", "comparisons")
                            + " (Holm). \"Not told apart\" means no significant difference at this budget; it does"
                            + " not mean equal.");
        }
        if (outcome.contenders().stream().anyMatch(contender -> !contender.learned())) {
            notes.add("*: a fixed measure, which is not trained.");
        }
        outcome.failures()
                .forEach(failure -> notes.add("Not ranked: " + failure.contender() + ", seed " + failure.seed() + ": "
                        + failure.reason() + "."));
        if (outcome.contenders().stream()
                .map(ContenderOutcome::timing)
                .anyMatch(timing -> timing != null && !timing.quiet())) {
            notes.add("!: timed while other processes used the machine; the true time may be shorter.");
        }
        return notes;
    }
}
