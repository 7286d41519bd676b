package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.SeedOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.ExamplePair.Reading;
import dev.likeness.study.outcome.Figures;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.StudyOutcome.Budget;
import dev.likeness.study.outcome.StudyOutcome.DataFacts;
import dev.likeness.study.outcome.StudyOutcome.Environment;
import dev.likeness.study.outcome.StudyOutcome.Failure;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the template of the page asks for, by the names that it uses. */
final class PageView {
    private final StudyOutcome outcome;
    private final List<ExamplePair> pairs;

    PageView(StudyOutcome outcome, List<ExamplePair> pairs) {
        this.outcome = outcome;
        this.pairs = List.copyOf(pairs);
    }

    /** A name and what is to be said of it. */
    record Fact(String label, String value) {}

    /** A table's heading of a figure. */
    record Heading(String name, String writtenOut, boolean judged, boolean less) {}

    /** A cell with an interval below its number. */
    record Cell(String value, String interval) {}

    /** A row of cells. */
    record Line(String name, boolean base, List<Cell> cells) {}

    /** An example: what the pictures are, and how two contenders see them. */
    record Example(String a, String b, String truth, List<Side> sides) {}

    /** How one sees it. */
    record Side(
            String contender,
            String says,
            String relation,
            String score,
            String threshold,
            boolean right,
            String image,
            String described) {}

    /** A contender's recipe. */
    record Recipe(String name, String text) {}

    String dataName() {
        return outcome.data().name();
    }

    String software() {
        return outcome.software();
    }

    String date() {
        return outcome.environment().date();
    }

    String baseline() {
        return outcome.baseline();
    }

    String command() {
        return outcome.command();
    }

    /** The answer up to its first semicolon: what is read at a glance. */
    String answer() {
        return answerInTwo()[0];
    }

    /** The rest of the answer, with its semicolon. */
    String answerOn() {
        String[] parts = answerInTwo();
        return parts.length == 1 ? "" : "; " + parts[1];
    }

    private String[] answerInTwo() {
        return PageText.unbroken(Answer.of(outcome).sentence()).split("; ", 2);
    }

    List<String> details() {
        return Answer.of(outcome).details().stream().map(PageText::unbroken).toList();
    }

    Heading judged() {
        return heading(outcome.figure());
    }

    RankingView ranking() {
        return RankingView.of(outcome);
    }

    int axisWidth() {
        return Axis.WIDTH;
    }

    /** What was run on what, at a glance. */
    List<Fact> facts() {
        DataFacts data = outcome.data();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Trained on", pictures(data.trainingPictures(), data.trainingIdentities())));
        facts.add(new Fact("Judged on", pictures(data.testPictures(), data.testIdentities())));
        facts.add(new Fact("Questions", Numbers.counted(data.pairs(), "pair", "pairs") + trials(data)));
        facts.add(new Fact("Each run", budget(outcome.budget())));
        facts.add(new Fact("Seeds", seedNumbers()));
        return facts;
    }

    private static String pictures(int pictures, int identities) {
        return Numbers.counted(pictures, "picture", "pictures") + " of "
                + Numbers.counted(identities, "identity", "identities");
    }

    private static String trials(DataFacts data) {
        return data.trials() == 0
                ? ""
                : ", " + Numbers.counted(data.trials(), "one\u2011shot trial", "one\u2011shot trials") + " of "
                        + data.ways() + " ways";
    }

    private static String budget(Budget budget) {
        String length = budget.steps() != null
                ? Numbers.counted(budget.steps(), "step", "steps")
                : budget.minutes() != null
                        ? Numbers.significant(budget.minutes()) + " minutes"
                        : "to the end of its recipe";
        return length + ", " + Numbers.counted(budget.threads(), "thread", "threads");
    }

    private String seedNumbers() {
        int[] counts = outcome.contenders().stream()
                .filter(ContenderOutcome::learned)
                .mapToInt(contender -> contender.seeds().size())
                .sorted()
                .toArray();
        if (counts.length == 0) {
            return "none: nothing is learned";
        }
        int most = counts[counts.length - 1];
        return counts[0] == most ? most + " for each" : counts[0] + " to " + most;
    }

    List<String> axes() {
        return List.of(CostAxis.values()).stream().map(CostAxis::label).toList();
    }

    List<Example> examples() {
        return pairs.stream()
                .map(pair -> new Example(
                        pair.a(),
                        pair.b(),
                        pair.match() ? "They show the same." : "They do not show the same.",
                        List.of(side(pair, pair.right(), true), side(pair, pair.wrong(), false))))
                .toList();
    }

    private static Side side(ExamplePair pair, Reading reading, boolean right) {
        boolean says = reading.score() >= reading.threshold();
        return new Side(
                reading.contender(),
                says ? "match" : "no match",
                says ? "at or above" : "below",
                PageText.minus(Numbers.fixed(reading.score(), 2)),
                PageText.minus(Numbers.fixed(reading.threshold(), 2)),
                right,
                "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(reading.image()),
                pair.a() + " and " + pair.b()
                        + (reading.hasMap()
                                ? ", under the map of where " + reading.contender() + " sees them agree"
                                : "; " + reading.contender() + " has no map"));
    }

    boolean hasExamples() {
        return !pairs.isEmpty();
    }

    /** The judged figure read from all of the score and from its parts. */
    List<Line> readings() {
        int digits = FigureText.digits(outcome, outcome.figure());
        return outcome.contenders().stream()
                .filter(contender -> !contender.readings().isEmpty())
                .map(contender -> {
                    List<Cell> cells = new ArrayList<>();
                    cells.add(cell(contender.figures().of(outcome.figure()), digits));
                    for (String reading : Order.READINGS) {
                        Figures figures = contender.readings().get(reading);
                        cells.add(cell(figures == null ? null : figures.of(outcome.figure()), digits));
                    }
                    return line(contender, cells);
                })
                .toList();
    }

    boolean hasReadings() {
        return !readings().isEmpty();
    }

    /** Where the score reads best, counted over the contenders. */
    String readingsInWords() {
        return ReadingsText.of(outcome);
    }

    List<Heading> figures() {
        return Figures.NAMES.stream().map(this::heading).toList();
    }

    private Heading heading(String figure) {
        return new Heading(
                FigureText.heading(figure),
                FigureText.writtenOut(figure),
                figure.equals(outcome.figure()),
                !Figures.higherIsBetter(figure));
    }

    List<Line> allFigures() {
        return outcome.contenders().stream()
                .map(contender -> line(
                        contender,
                        Figures.NAMES.stream()
                                .map(figure -> cell(contender.figures().of(figure), FigureText.digits(outcome, figure)))
                                .toList()))
                .toList();
    }

    /** What each contender costs, in all that is known. */
    List<Line> costs() {
        return outcome.contenders().stream()
                .map(contender -> line(
                        contender,
                        costs(contender).stream()
                                .map(number -> new Cell(number, ""))
                                .toList()))
                .toList();
    }

    private static List<String> costs(ContenderOutcome contender) {
        CostFacts cost = contender.cost();
        Timing timing = contender.timing();
        return List.of(
                PageText.significant(timing == null ? null : timing.encodeMilliseconds()),
                PageText.significant(timing == null ? null : timing.compareMicroseconds()),
                PageText.significant(timing == null ? null : timing.compareAloneMicroseconds()),
                cost == null ? PageText.NOTHING : Numbers.compact(cost.parameters()),
                cost == null ? PageText.NOTHING : Numbers.compact(cost.towerPerPicture()),
                cost == null ? PageText.NOTHING : Numbers.compact(cost.headPerPicture()),
                cost == null ? PageText.NOTHING : Numbers.compact(cost.perPair()),
                PageText.significant(timing == null ? null : timing.trainingImagesPerSecond()),
                timing == null ? PageText.NOTHING : timing.quiet() ? "yes" : "no");
    }

    /** Every run by itself. */
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
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(String.valueOf(seed.seed()), ""));
        for (String figure : Figures.NAMES) {
            Double value = seed.figures().get(figure);
            int digits = FigureText.digits(outcome, figure);
            cells.add(new Cell(value == null ? PageText.NOTHING : Numbers.percent(value, digits), ""));
        }
        cells.add(new Cell(Numbers.whole(seed.steps()), ""));
        cells.add(new Cell(Numbers.fixed(seed.minutes(), 1), ""));
        return line(contender, cells);
    }

    String runsCounted() {
        return Numbers.counted(runs().size(), "run", "runs");
    }

    boolean hasRuns() {
        return !runs().isEmpty();
    }

    private Line line(ContenderOutcome contender, List<Cell> cells) {
        return new Line(contender.name(), contender.name().equals(outcome.baseline()), cells);
    }

    private static Cell cell(@Nullable Rate rate, int digits) {
        return rate == null
                ? new Cell(PageText.NOTHING, "")
                : new Cell(Numbers.percent(rate.value(), digits), Numbers.interval(rate, digits));
    }

    String judgedBy() {
        return outcome.data().judgedBy();
    }

    String comparisons() {
        return Numbers.counted(outcome.comparisons(), "comparison", "comparisons");
    }

    List<Failure> failures() {
        return outcome.failures();
    }

    boolean hasVerdicts() {
        return outcome.comparisons() > 0;
    }

    boolean hasTrials() {
        return outcome.data().trials() > 0;
    }

    String trialsInWords() {
        DataFacts data = outcome.data();
        return Numbers.counted(data.trials(), "trial", "trials") + " of " + data.ways() + " ways";
    }

    String pairsCounted() {
        return Numbers.counted(outcome.data().pairs(), "pair", "pairs");
    }

    /** Whether the times can be relied on. */
    String timesInWords() {
        List<Timing> timings = outcome.contenders().stream()
                .map(ContenderOutcome::timing)
                .filter(Objects::nonNull)
                .toList();
        long quiet = timings.stream().filter(Timing::quiet).count();
        if (timings.isEmpty()) {
            return "No times were taken.";
        }
        if (quiet == timings.size()) {
            return "All times were taken while nothing else ran on the machine.";
        }
        return quiet == 0
                ? "No time was taken on a quiet machine: other work ran meanwhile, and all of them may be too long."
                : (timings.size() - quiet) + " of the " + timings.size() + " contenders with times, marked as busy, "
                        + (timings.size() - quiet == 1 ? "was" : "were")
                        + " timed while other work ran on the machine: the times may be too long.";
    }

    List<Recipe> recipes() {
        List<Recipe> recipes = new ArrayList<>();
        for (ContenderOutcome contender : outcome.contenders()) {
            String recipe = contender.recipe();
            if (recipe != null) {
                recipes.add(new Recipe(contender.name(), recipe.strip()));
            }
        }
        return recipes;
    }

    boolean hasRecipes() {
        return !recipes().isEmpty();
    }

    List<Fact> environment() {
        Environment environment = outcome.environment();
        return List.of(
                new Fact("Data", outcome.data().name() + " (" + outcome.data().format() + ")"),
                new Fact("Hash of the data", outcome.data().hash()),
                new Fact("Likeness", outcome.software()),
                new Fact("Processor", environment.processor()),
                new Fact("Processors", Integer.toString(environment.processors())),
                new Fact("System", environment.system()),
                new Fact("Java", environment.java()),
                new Fact("Engine", environment.engine()),
                new Fact("Last measured", environment.date()));
    }
}
