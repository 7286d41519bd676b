package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.progress.Progress;
import dev.likeness.train.export.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that stop and go on, runs by minutes, and the folder of a run. */
class ResumedTrainingTest extends SmallTraining {
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 11})
    void aStoppedRunResumesToTheSameModel(int stopAfter) throws Exception {
        Path whole = train(settings("whole", 12, false));
        AtomicInteger asked = new AtomicInteger();
        Trainer stopped =
                new Trainer(settings("stopped", 12, false), Progress.NONE, () -> asked.incrementAndGet() > stopAfter);
        assertThat(stopped.run(drawn())).isEmpty();

        assertSame(train(settings("stopped", 12, true)), whole);
    }

    @Test
    void earlyFusionTrainsAndResumes() throws Exception {
        String[] early = {"design.sharing=early"};
        Path whole = train(settings("whole", 8, false, early));
        AtomicInteger asked = new AtomicInteger();
        Trainer stopped =
                new Trainer(settings("stopped", 8, false, early), Progress.NONE, () -> asked.incrementAndGet() > 4);
        assertThat(stopped.run(drawn())).isEmpty();

        assertSame(train(settings("stopped", 8, true, early)), whole);
    }

    @Test
    void theExponentOfTheEmbeddingIsLearnedResumedAndKept() throws Exception {
        String[] gem = {"design.embedding-pooling=gem"};
        Path whole = train(settings("whole", 8, false, gem));
        AtomicInteger asked = new AtomicInteger();
        Trainer stopped =
                new Trainer(settings("stopped", 8, false, gem), Progress.NONE, () -> asked.incrementAndGet() > 4);
        assertThat(stopped.run(drawn())).isEmpty();
        assertSame(train(settings("stopped", 8, true, gem)), whole);

        float learned = logExponent(whole);
        assertThat(learned).isNotZero().isBetween(-1f, 1f);
        TrainingSettings given = settings("next", 1, false, "schedule.learning-rate=0.0000000001", gem[0]);
        Path next = train(given.toBuilder().from(ModelFiles.at(whole)).build());
        assertThat(logExponent(next)).isCloseTo(learned, org.assertj.core.data.Offset.offset(1e-6f));

        TrainingSettings grid = settings("grid", 1, false);
        assertThatThrownBy(
                        () -> train(grid.toBuilder().from(ModelFiles.at(whole)).build()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "its embedding-pooling is gem, and the recipe's is grid (embedding.project.weight");
    }

    private static float logExponent(Path model) {
        return Objects.requireNonNull(
                        SafeTensors.read(model.resolve("weights.safetensors")).get("embedding.pooling.log_exponent"))
                .values()[0];
    }

    @Test
    void aLearnedTemperatureIsResumedAndLeftOutOfTheModel() throws Exception {
        String[] learned = {"objective.temperature=0.1", "objective.learn-temperature=true"};
        Path whole = train(settings("whole", 8, false, learned));
        AtomicInteger asked = new AtomicInteger();
        Trainer stopped =
                new Trainer(settings("stopped", 8, false, learned), Progress.NONE, () -> asked.incrementAndGet() > 4);
        assertThat(stopped.run(drawn())).isEmpty();
        assertSame(train(settings("stopped", 8, true, learned)), whole);

        Path constant = train(settings("constant", 8, false, learned[0]));
        assertThat(Files.readAllBytes(whole.resolve("weights.safetensors")))
                .as("the temperature is not constant")
                .isNotEqualTo(Files.readAllBytes(constant.resolve("weights.safetensors")));
        assertThat(SafeTensors.read(whole.resolve("weights.safetensors")).keySet())
                .isEqualTo(SafeTensors.read(constant.resolve("weights.safetensors"))
                        .keySet());
        TrainingSettings next = settings("next", 1, false, learned);
        train(next.toBuilder().from(ModelFiles.at(whole)).build());
    }

    /** The settings that repeat a run by the number of steps in its card, and by its changes. */
    private TrainingSettings repeating(String out, Path model) throws IOException {
        String steps = ModelJson.read(ModelFiles.at(model).read("model.json"), "the model")
                .provenance()
                .training()
                .repeatedBy();
        return settings(out, 1, false).toBuilder()
                .length(new Length.Steps(StepPlan.parse(steps)))
                .build();
    }

    /** On this clock a step takes 20 ms, and from step 60 on the given time; nothing else takes time. */
    private Path trainedOnAClock(TrainingSettings settings, long millis) throws InterruptedException {
        AtomicLong now = new AtomicLong();
        Progress steps = (done, total, note) -> {
            if (note.contains("loss")) {
                now.addAndGet((done < 60 ? 20 : millis) * 1_000_000L);
            }
        };
        Path model =
                new Trainer(settings, steps, () -> false, now::get).run(drawn()).orElseThrow();
        double minutes = settings.length().timeLimit().orElseThrow();
        assertThat(now.get() / 60e9).isBetween(0.95 * minutes, 1.05 * minutes);
        return model;
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 20, 40})
    void aRunByMinutesKeepsItsTimeIfTheSpeedChanges(long millis) throws Exception {
        TrainingSettings given = settings("minutes", 1, false).toBuilder()
                .length(new Length.Minutes(0.06))
                .build();
        Path timed = trainedOnAClock(given, millis);

        StepPlan plan = ((Length.Steps) repeating("steps", timed).length()).plan();
        assertThat(plan.changes()).hasSizeBetween(millis == 20 ? 1 : 2, millis == 20 ? 1 : 4);
        assertSame(train(repeating("steps", timed)), timed);
    }

    @Test
    void aRunWhoseNumberOfStepsChangesResumesToTheSameModel() throws Exception {
        Length changes = new Length.Steps(StepPlan.parse("30,14@10,12@11"));
        TrainingSettings whole =
                settings("whole", 1, false).toBuilder().length(changes).build();
        TrainingSettings half =
                settings("half", 1, false).toBuilder().length(changes).build();
        AtomicInteger asked = new AtomicInteger();
        assertThat(new Trainer(half, Progress.NONE, () -> asked.incrementAndGet() > 10).run(drawn()))
                .isEmpty();

        assertSame(train(half.toBuilder().resume(true).build()), train(whole));
    }

    @Test
    void aRunByMinutesRepeatsByItsNumberOfSteps() throws Exception {
        TrainingSettings given = settings("minutes", 1, false);
        Path timed = train(given.toBuilder().length(new Length.Minutes(0.12)).build());
        assertSame(train(repeating("steps", timed)), timed);
    }

    @Test
    void aFolderWithOtherContentsIsAnError() throws Exception {
        Path model = train(settings("taken", 2, false));

        assertThatThrownBy(() -> train(settings("taken", 2, false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(model.toString())
                .hasMessageContaining("holds a model already");
        Files.createDirectories(folder.resolve("other").resolve("model"));
        Files.writeString(folder.resolve("other").resolve("model").resolve("thesis.txt"), "precious");
        assertThatThrownBy(() -> train(settings("other", 2, false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("thesis.txt");
    }

    @Test
    void resumingWithOtherSettingsIsAnError() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        new Trainer(settings("run", 12, false), Progress.NONE, () -> asked.incrementAndGet() > 2).run(drawn());

        assertThatThrownBy(() -> train(settings("run", 12, false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("resume the run, or choose another output folder");
        assertThatThrownBy(() -> train(settings("run", 12, true, "design.head=concat")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another recipe");
        assertThatThrownBy(() -> train(settings("run", 13, true)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("12 steps");
    }

    @Test
    void picturesInAFolderNamedTrainingAreNeverChanged() throws Exception {
        TrainingSettings settings = settings("shop", 2, false);
        Path picture = settings.out().resolve("training").resolve("bolt").resolve("1.png");
        Files.createDirectories(picture.getParent());
        Files.writeString(picture, "precious");

        assertThatThrownBy(() -> train(settings))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("bolt");
        assertThat(picture).hasContent("precious");
    }

    @Test
    void aSecondRunInTheSameFolderIsAnErrorAndTheFirstContinues() throws Exception {
        TrainingSettings given = settings("shared", 6, true);
        AtomicInteger asked = new AtomicInteger();
        Path model = new Trainer(given, Progress.NONE, () -> {
                    if (asked.incrementAndGet() == 3) {
                        assertThatThrownBy(() -> new Trainer(given, Progress.NONE, () -> false).run(drawn()))
                                .isInstanceOf(InputException.class)
                                .hasMessageContaining("another process is at work on this training run");
                    }
                    return false;
                })
                .run(drawn())
                .orElseThrow();
        assertThat(model.resolve("model.json")).exists();
        assertThat(model.resolve("training")).doesNotExist();
    }

    @Test
    void incompleteFilesOfAKilledRunAreRemoved() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        TrainingSettings given = settings("left", 4, true);
        Path training = Files.createDirectories(given.out().resolve("training"));
        Files.writeString(training.resolve(".checkpoint.safetensors." + dead.pid() + ".part"), "half");
        Files.writeString(given.out().resolve(".head.onnx." + dead.pid() + ".part"), "half");
        Path model = train(given);
        try (var left = Files.list(model)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FILES_OF_A_MODEL);
        }
    }

    @Test
    void theRestOfTheStateBesideAFinishedModelIsRemoved() throws Exception {
        TrainingSettings given = settings("written", 4, true);
        Path model = train(given);
        Map<String, byte[]> before = files(model);
        for (boolean checkpoint : List.of(true, false)) {
            Path training = Files.createDirectories(model.resolve("training"));
            Files.createFile(training.resolve(".lock"));
            if (checkpoint) {
                Files.writeString(training.resolve("checkpoint.safetensors"), "of the run that was killed");
            }
            assertThat(train(given)).isEqualTo(model);
            assertThat(training).doesNotExist();
            assertThat(files(model)).containsExactlyInAnyOrderEntriesOf(before);
        }
        assertThatThrownBy(() -> train(given)).hasMessageContaining("there is nothing to resume");
    }
}
