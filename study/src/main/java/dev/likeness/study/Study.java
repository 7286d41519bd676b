package dev.likeness.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Version;
import dev.likeness.data.DataSet;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.picture.PictureShape;
import dev.likeness.progress.Progress;
import dev.likeness.study.Contender.Trained;
import dev.likeness.study.Outcomes.Shown;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.train.Length;
import dev.likeness.train.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains every contender under the same budget, judges all of them by the same pairs, and says what that tells.
 *
 * <p>What is finished is kept: after any end the same study goes on where it stood.
 */
public final class Study {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StudySettings settings;
    private final Progress progress;
    private final BooleanSupplier stop;

    /** @param stop asked after each step: true ends the study, to be gone on with */
    public Study(StudySettings settings, Progress progress, BooleanSupplier stop) {
        this.settings = settings;
        this.progress = progress;
        this.stop = stop;
    }

    /** What a finished study gives: what it says, and pairs that show how contenders differ. */
    public record Finished(StudyOutcome outcome, List<ExamplePair> examples) {}

    /**
     * Runs what is not finished, or all of it.
     *
     * @return empty if it was stopped, and can be gone on with
     * @throws InputException before any training starts, if data or recipes do not serve, or the folder holds another study
     */
    public Optional<Finished> run(DataSet dataSet) throws InterruptedException {
        return run(dataSet, SkippedPictures.Limit.USUAL);
    }

    /** As {@link #run(DataSet)}, with another limit for pictures that cannot be read. */
    public Optional<Finished> run(DataSet dataSet, SkippedPictures.Limit unreadable) throws InterruptedException {
        StudyData drawn = StudyData.of(dataSet, settings.judging(), settings.seed());
        check(drawn);
        StudyData data = drawn.sound(unreadable, progress);
        try (StudyFolder folder = StudyFolder.open(settings.out(), plan(data))) {
            List<ContenderRun> all = runs();
            List<ContenderRun> waiting = new ArrayList<>();
            for (ContenderRun run : all) {
                if (run.finished(folder, data).isEmpty()) {
                    waiting.add(run);
                }
            }
            GridProgress grid = new GridProgress(progress, settings.budget(), waiting.size());
            for (ContenderRun run : waiting) {
                if (stop.getAsBoolean() || !run.run(settings, folder, data, grid, stop)) {
                    return Optional.empty();
                }
                grid.finish(run.name());
            }
            List<Shown> shown = shown(folder, data);
            List<Contender> ranked = shown.stream()
                    .filter(one -> !one.failed())
                    .map(Shown::contender)
                    .toList();
            new Timekeeper(settings, folder, data).take(ranked, progress, stop);
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            StudyOutcome outcome = new Outcomes(settings, data).of(shown, folder::timing, progress);
            return Optional.of(new Finished(outcome, new Examples(settings, folder, data).of(outcome, shown)));
        }
    }

    /** In rounds, one seed of every contender after the other: what is there early is fair. */
    private List<ContenderRun> runs() {
        int most = settings.contenders().stream().mapToInt(Study::seeds).max().orElse(1);
        List<ContenderRun> runs = new ArrayList<>();
        for (int round = 0; round < most; round++) {
            for (Contender contender : settings.contenders()) {
                if (round < seeds(contender)) {
                    runs.add(new ContenderRun(contender, settings.seedOf(round)));
                }
            }
        }
        return runs;
    }

    private static int seeds(Contender contender) {
        return contender instanceof Trained trained ? trained.seeds() : 1;
    }

    private List<Shown> shown(StudyFolder folder, StudyData data) {
        List<Shown> shown = new ArrayList<>();
        for (Contender contender : settings.contenders()) {
            List<RunResult> results = new ArrayList<>();
            for (int run = 0; run < seeds(contender); run++) {
                results.add(new ContenderRun(contender, settings.seedOf(run))
                        .finished(folder, data)
                        .orElseThrow());
            }
            shown.add(new Shown(contender, results));
        }
        return shown;
    }

    /** Every recipe and every split that will be needed: what does not serve is found out now, not after hours. */
    private void check(StudyData data) {
        for (Contender contender : settings.contenders()) {
            if (contender instanceof Trained trained) {
                int size = trained.recipe().input().size();
                try {
                    ContenderRun.cost(trained.recipe(), new PictureShape(size, size, 3));
                } catch (InputException e) {
                    throw new InputException(contender.name() + ": " + e.getMessage(), e);
                }
            }
        }
        int most = settings.contenders().stream().mapToInt(Study::seeds).max().orElse(1);
        Optional<Trained> any = settings.contenders().stream()
                .filter(Trained.class::isInstance)
                .map(Trained.class::cast)
                .findFirst();
        for (int run = 0; run < most && any.isPresent(); run++) {
            TrainingData.check(data.training(), any.get().recipe(), settings.seedOf(run));
        }
    }

    /** What all runs depend on. */
    private ObjectNode plan(StudyData data) {
        ObjectNode plan = JSON.createObjectNode()
                .put("software", Version.CURRENT)
                .put("data", data.facts().hash())
                .put("data_name", data.facts().name())
                .put("judged_by", data.facts().judgedBy())
                .put("seed", settings.seed())
                .put("threads", settings.threads())
                .put("pairs", data.facts().pairs())
                .put("trials", data.facts().trials())
                .put("ways", data.facts().ways());
        Length budget = settings.budget();
        return budget instanceof Length.Steps steps
                ? plan.put("budget", steps.steps() + " steps")
                : plan.put(
                        "budget",
                        budget instanceof Length.Minutes minutes ? minutes.minutes() + " minutes" : budget.toString());
    }
}
