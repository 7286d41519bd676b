package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.SeedOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of figures and costs on the page: the names are those of the template. */
final class TablesView {
    private final StudyOutcome outcome;

    TablesView(StudyOutcome outcome) {
        this.outcome = outcome;
    }

    /** The heading of a figure. */
    record Heading(String name, String writtenOut, boolean judged, boolean less) {}

    /** A row. A cell is markup: a number, or a number with its interval; it holds no text from outside. */
    record Line(String name, boolean base, List<String> cells) {}

    List<Heading> headings() {
        return Arrays.stream(Figure.values()).map(this::heading).toList();
    }

    Heading heading(Figure figure) {
        return new Heading(
                figure.heading(), figure.description(), figure == outcome.figure(), !figure.higherIsBetter());
    }

    /** The ranking's figure of the whole score and of its parts. */
    List<Line> readings() {
        Figure figure = outcome.figure();
        return outcome.contenders().stream()
                .filter(contender -> !contender.readings().isEmpty())
                .map(contender -> {
                    List<String> cells = new ArrayList<>();
                    cells.add(cell(contender.figures(), figure));
                    for (String reading : ContenderOutcome.READINGS) {
                        cells.add(cell(contender.readings().getOrDefault(reading, Map.of()), figure));
                    }
                    return line(contender, cells);
                })
                .toList();
    }

    List<Line> figures() {
        return outcome.contenders().stream()
                .map(contender -> line(
                        contender,
                        Arrays.stream(Figure.values())
                                .map(figure -> cell(contender.figures(), figure))
                                .toList()))
                .toList();
    }

    private String cell(Map<Figure, Rate> figures, Figure figure) {
        int digits = Numbers.digits(outcome, figure);
        Rate rate = figures.get(figure);
        return PageText.percent(rate, digits) + " <small>" + PageText.interval(rate, digits) + "</small>";
    }

    List<Line> costs() {
        return outcome.contenders().stream()
                .map(contender -> line(contender, costs(contender)))
                .toList();
    }

    private static List<String> costs(ContenderOutcome contender) {
        CostFacts cost = contender.cost();
        Timing timing = contender.timing();
        return List.of(
                PageText.significant(timing == null ? null : timing.encodeMilliseconds()),
                PageText.significant(timing == null ? null : timing.compareMicroseconds()),
                PageText.significant(timing == null ? null : timing.compareAloneMicroseconds()),
                compact(cost == null ? null : cost.parameters()),
                compact(cost == null ? null : cost.towerPerPicture()),
                compact(cost == null ? null : cost.headPerPicture()),
                compact(cost == null ? null : cost.perPair()),
                PageText.significant(timing == null ? null : timing.trainingImagesPerSecond()),
                timing == null ? PageText.NOTHING : timing.quiet() ? "yes" : "no");
    }

    private static String compact(@Nullable Long count) {
        return count == null ? PageText.NOTHING : Numbers.compact(count);
    }

    /** A line for each run of the learned contenders. */
    List<Line> runs() {
        List<Line> runs = new ArrayList<>();
        for (ContenderOutcome contender : outcome.contenders()) {
            if (contender.learned()) {
                contender.seeds().forEach(seed -> runs.add(run(contender, seed)));
            }
        }
        return runs;
    }

    private Line run(ContenderOutcome contender, SeedOutcome seed) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(seed.seed()));
        for (Figure figure : Figure.values()) {
            Double value = seed.figures().get(figure);
            cells.add(value == null ? PageText.NOTHING : Numbers.percent(value, Numbers.digits(outcome, figure)));
        }
        cells.add(Numbers.whole(seed.steps()));
        cells.add(Numbers.fixed(seed.minutes(), 1));
        return line(contender, cells);
    }

    private Line line(ContenderOutcome contender, List<String> cells) {
        return new Line(contender.name(), contender.name().equals(outcome.baseline()), cells);
    }
}
