package dev.likeness.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Version;
import dev.likeness.data.DataSet;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.progress.Progress;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains every contender with the same budget, scores all of them on the same pairs, and tests which differ.
 *
 * <p>Finished work is kept: after any interruption the same study continues where it stopped.
 */
public final class Study {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StudySettings settings;
    private final Progress progress;
    private final BooleanSupplier stop;

    /** @param stop asked after each step: true stops the study, which can be continued later */
    public Study(StudySettings settings, Progress progress, BooleanSupplier stop) {
        this.settings = settings;
        this.progress = progress;
        this.stop = stop;
    }

    /** The results of a finished study, and pairs on which contenders differ. */
    public record Finished(StudyOutcome outcome, List<ExamplePair> examples) {}

    /**
     * Runs what is not finished.
     *
     * @return empty if it was stopped; the same call continues it
     * @throws InputException before any training starts, if data or recipes are unusable, or the folder holds another
     *     study
     */
    public Optional<Finished> run(DataSet dataSet) throws InterruptedException {
        return run(dataSet, SkippedPictures.Limit.DEFAULT);
    }

    /** As {@link #run(DataSet)}, with another limit for unreadable pictures. */
    public Optional<Finished> run(DataSet dataSet, SkippedPictures.Limit unreadable) throws InterruptedException {
        StudyData drawn = StudyData.of(dataSet, settings.judging(), settings.seed());
        check(drawn);
        StudyData data = drawn.readable(unreadable, progress);
        try (StudyFolder folder = StudyFolder.open(settings.out(), plan(data))) {
            StudyContext context = new StudyContext(settings, folder, data);
            if (!runAll(context)) {
                return Optional.empty();
            }
            List<ContenderRuns> all = results(context);
            List<Contender> ranked = all.stream()
                    .filter(one -> !one.failed())
                    .map(ContenderRuns::contender)
                    .toList();
            new TimingMeasurement(context).run(ranked, progress, stop);
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            StudyOutcome outcome = new Analysis(context).of(all, progress);
            return Optional.of(new Finished(outcome, new Examples(context).of(outcome, all)));
        }
    }

    /** Returns false if it was stopped. */
    private boolean runAll(StudyContext context) throws InterruptedException {
        List<ContenderRun> waiting = new ArrayList<>();
        for (ContenderRun run : runs()) {
            if (run.finished(context).isEmpty()) {
                waiting.add(run);
            }
        }
        GridProgress grid = new GridProgress(progress, settings.budget(), waiting.size());
        for (ContenderRun run : waiting) {
            if (stop.getAsBoolean() || !run.run(context, grid, stop)) {
                return false;
            }
            grid.finish(run.name());
        }
        return true;
    }

    /** In rounds, the same seed of every contender in turn: results of an unfinished study stay comparable. */
    private List<ContenderRun> runs() {
        List<ContenderRun> runs = new ArrayList<>();
        for (int round = 0; round < rounds(); round++) {
            for (Contender contender : settings.contenders()) {
                if (round < contender.seeds()) {
                    runs.add(new ContenderRun(contender, settings.seedOf(round)));
                }
            }
        }
        return runs;
    }

    private int rounds() {
        return settings.contenders().stream().mapToInt(Contender::seeds).max().orElse(1);
    }

    private List<ContenderRuns> results(StudyContext context) {
        List<ContenderRuns> all = new ArrayList<>();
        for (Contender contender : settings.contenders()) {
            List<RunResult> results = new ArrayList<>();
            for (int run = 0; run < contender.seeds(); run++) {
                results.add(new ContenderRun(contender, settings.seedOf(run))
                        .finished(context)
                        .orElseThrow());
            }
            all.add(new ContenderRuns(contender, results));
        }
        return all;
    }

    /** Checks every recipe and every split of the training data now, not after hours of training. */
    private void check(StudyData data) {
        settings.contenders().forEach(Contender::check);
        Optional<Contender> learned =
                settings.contenders().stream().filter(Contender::learned).findFirst();
        for (int run = 0; run < rounds() && learned.isPresent(); run++) {
            learned.get().checkSplit(data, settings.seedOf(run));
        }
    }

    /** What all runs depend on. */
    private ObjectNode plan(StudyData data) {
        return JSON.createObjectNode()
                .put("software", Version.CURRENT)
                .put("data", data.facts().hash())
                .put("data_name", data.facts().name())
                .put("judged_by", data.facts().judgedBy())
                .put("seed", settings.seed())
                .put("threads", settings.threads())
                .put("pairs", data.facts().pairs())
                .put("trials", data.facts().trials())
                .put("ways", data.facts().ways())
                .put("budget", settings.budget().text());
    }
}
