package dev.likeness.study.report;

import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.ExamplePair.Reading;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.StudyOutcome.Budget;
import dev.likeness.study.outcome.StudyOutcome.DataFacts;
import dev.likeness.study.outcome.StudyOutcome.Environment;
import dev.likeness.study.outcome.StudyOutcome.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The data of the page: the names are those of the template. */
final class PageView {
    private final StudyOutcome outcome;
    private final List<ExamplePair> pairs;

    PageView(StudyOutcome outcome, List<ExamplePair> pairs) {
        this.outcome = outcome;
        this.pairs = List.copyOf(pairs);
    }

    /** A labelled value. */
    record Fact(String label, String value) {}

    /** An example pair with the answers of two contenders. */
    record Example(String a, String b, String truth, List<Side> sides) {}

    /** The answer of one contender. */
    record Side(
            String contender,
            String says,
            String relation,
            String score,
            String threshold,
            boolean right,
            String image,
            String described) {}

    /** The recipe of a contender. */
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

    /** The answer up to its first semicolon, shown as the title. */
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

    TablesView.Heading judged() {
        return tables().heading(outcome.figure());
    }

    RankingView ranking() {
        return new RankingView(outcome);
    }

    TablesView tables() {
        return new TablesView(outcome);
    }

    int axisWidth() {
        return Axis.WIDTH;
    }

    /** The data and the budget in short. */
    List<Fact> facts() {
        DataFacts data = outcome.data();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Training data", pictures(data.trainingPictures(), data.trainingIdentities())));
        facts.add(new Fact("Test data", pictures(data.testPictures(), data.testIdentities())));
        facts.add(new Fact("Test pairs", Numbers.counted(data.pairs(), "pair", "pairs") + trials(data)));
        facts.add(new Fact("Budget of a run", budget(outcome.budget())));
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
                : budget.minutes() != null ? Numbers.significant(budget.minutes()) + " minutes" : "a number of epochs";
        return length + ", " + Numbers.counted(budget.threads(), "thread", "threads");
    }

    private String seedNumbers() {
        int[] counts = outcome.contenders().stream()
                .filter(ContenderOutcome::learned)
                .mapToInt(contender -> contender.seeds().size())
                .sorted()
                .toArray();
        if (counts.length == 0) {
            return "none: no contender is trained";
        }
        int most = counts[counts.length - 1];
        return counts[0] == most ? most + " each" : counts[0] + " to " + most;
    }

    List<String> axes() {
        return Arrays.stream(CostAxis.values()).map(CostAxis::label).toList();
    }

    List<Example> examples() {
        return pairs.stream()
                .map(pair -> new Example(
                        pair.a(),
                        pair.b(),
                        pair.match() ? "They show the same thing." : "They show different things.",
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
                                ? ", with the likeness map of " + reading.contender()
                                : "; " + reading.contender() + " has no map"));
    }

    boolean hasExamples() {
        return !pairs.isEmpty();
    }

    boolean hasReadings() {
        return !tables().readings().isEmpty();
    }

    String readingsInWords() {
        return AnswerDetails.readings(outcome);
    }

    String runsCounted() {
        return Numbers.counted(tables().runs().size(), "run", "runs");
    }

    boolean hasRuns() {
        return !tables().runs().isEmpty();
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

    /** Whether the times are reliable. */
    String timesInWords() {
        List<Timing> timings = outcome.contenders().stream()
                .map(ContenderOutcome::timing)
                .filter(Objects::nonNull)
                .toList();
        long quiet = timings.stream().filter(Timing::quiet).count();
        if (timings.isEmpty()) {
            return "No times were measured.";
        }
        if (quiet == timings.size()) {
            return "All times were measured on a quiet machine.";
        }
        return quiet == 0
                ? "No time was measured on a quiet machine: other processes used it, and all times may be too long."
                : (timings.size() - quiet) + " of the " + timings.size() + " timed contenders, marked as busy, "
                        + (timings.size() - quiet == 1 ? "was" : "were")
                        + " timed while other processes used the machine: their times may be too long.";
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
                new Fact("Date", environment.date()));
    }
}
