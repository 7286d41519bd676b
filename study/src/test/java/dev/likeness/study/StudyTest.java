package dev.likeness.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.calibration.Rate;
import dev.likeness.error.InputException;
import dev.likeness.progress.Progress;
import dev.likeness.study.Grid.Seeds;
import dev.likeness.study.Study.Finished;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.Significance;
import dev.likeness.study.outcome.StudyOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    private static final Seeds SEEDS = new Seeds(3, Map.of("cosine", 1));

    @TempDir
    Path folder;

    private StudySettings settings(String out, long steps, String... heads) {
        return SmallStudy.settings(
                folder.resolve(out), SmallStudy.heads(heads).contenders(SmallStudy.recipes(), SEEDS), steps);
    }

    private static Finished finish(StudySettings settings) throws InterruptedException {
        return new Study(settings, Progress.NONE, () -> false)
                .run(SmallStudy.pictures())
                .orElseThrow();
    }

    @Test
    void ranksTestsAndReports() throws Exception {
        AtomicLong last = new AtomicLong();
        Progress rising = (done, total, note) -> {
            if (note.startsWith("run ")) {
                assertThat(total).isEqualTo(8000);
                assertThat(done).isBetween(last.getAndSet(done), total);
            }
        };
        StudySettings settings = settings("study", 12, "concat", "product", "cosine");
        Finished finished = new Study(settings, rising, () -> false)
                .run(SmallStudy.pictures())
                .orElseThrow();
        StudyOutcome outcome = finished.outcome();

        assertThat(last.get()).isEqualTo(8000); // seven runs and a measure
        assertThat(outcome.contenders())
                .extracting(ContenderOutcome::name)
                .containsExactlyInAnyOrder("concat", "product", "cosine", "pixels");
        assertThat(outcome.contenders()).isSortedAccordingTo((a, b) -> Double.compare(auc(b).value(), auc(a).value()));
        ContenderOutcome concat = outcome.contender("concat");
        assertThat(concat.seeds()).extracting(seed -> seed.seed()).containsExactly(1L, 2L, 3L);
        assertThat(concat.seeds()).allMatch(seed -> seed.steps() == 12);
        assertThat(auc(concat).value())
                .isEqualTo(
                        concat.seeds().stream()
                                .mapToDouble(seed -> seed.figures().getOrDefault(Figure.AUC, 0.0))
                                .average()
                                .orElseThrow(),
                        org.assertj.core.data.Offset.offset(1e-12));
        assertThat(concat.figures()).containsKey(Figure.ONE_SHOT);
        assertThat(concat.readings()).containsOnlyKeys("embedding", "head");
        assertThat(Objects.requireNonNull(concat.cost()).towerPerPicture()).isPositive();
        assertThat(Objects.requireNonNull(concat.timing()).trainingImagesPerSecond())
                .isPositive();
        assertThat(concat.roc().get(0).truePositives()).isZero();
        assertThat(concat.roc().get(concat.roc().size() - 1).truePositives()).isEqualTo(1);
        assertThat(concat.recipe()).contains("head: \"concat\"");

        assertThat(outcome.comparisons()).isEqualTo(2); // cosine has one seed
        assertThat(significance(outcome, "cosine")).isEqualTo(Significance.NOT_TESTED);
        assertThat(significance(outcome, "pixels")).isNotEqualTo(Significance.NOT_TESTED);
        assertThat(significance(outcome, "product")).isNotEqualTo(Significance.NOT_TESTED);
        assertThat(outcome.difference("concat", Figure.AUC)).isNull();
        finished.examples().forEach(example -> {
            assertThat(example.right().score() >= example.right().threshold()).isEqualTo(example.match());
            assertThat(example.wrong().score() >= example.wrong().threshold()).isNotEqualTo(example.match());
        });
    }

    private static Rate auc(ContenderOutcome contender) {
        return Objects.requireNonNull(contender.figures().get(Figure.AUC));
    }

    private static Significance significance(StudyOutcome outcome, String contender) {
        Difference difference = Objects.requireNonNull(outcome.difference(contender, outcome.figure()));
        return difference.significance();
    }

    @Test
    void continuesAfterStopsWithTheSameResultAndRepeatsNothing() throws Exception {
        StudySettings whole = settings("whole", 10, "concat", "cosine");
        Finished expected = finish(whole);
        StudySettings stopped = settings("stopped", 10, "concat", "cosine");
        int stops = 0;
        Optional<Finished> found = Optional.empty();
        while (found.isEmpty()) {
            AtomicInteger asked = new AtomicInteger();
            found = new Study(stopped, Progress.NONE, () -> asked.incrementAndGet() > 7).run(SmallStudy.pictures());
            stops++;
        }
        assertThat(stops).isGreaterThan(4);
        for (ContenderOutcome one : expected.outcome().contenders()) {
            assertThat(found.get().outcome().contender(one.name()).figures()).isEqualTo(one.figures());
        }
        assertThat(found.get().outcome().differences())
                .isEqualTo(expected.outcome().differences());

        Path result = stopped.out().resolve("runs/concat/seed-2/result.json");
        Path model = stopped.out().resolve("runs/concat/seed-2/model/model.json");
        var writtenAt = List.of(Files.getLastModifiedTime(result), Files.getLastModifiedTime(model));
        finish(stopped);
        assertThat(List.of(Files.getLastModifiedTime(result), Files.getLastModifiedTime(model)))
                .isEqualTo(writtenAt);
    }

    @Test
    void refusesTheFolderOfAnotherStudyBeforeTraining() throws Exception {
        StudySettings first = settings("one", 6, "concat", "cosine");
        finish(first);

        assertThatThrownBy(() -> finish(settings("one", 7, "concat", "cosine")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("6 steps", "7 steps");
        assertThatThrownBy(() -> new Study(first, Progress.NONE, () -> false)
                        .run(new dev.likeness.data.Classes(
                                "drawn", SmallStudy.pictures().pictures(), "other hash")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("data");
        StudySettings otherRecipe = SmallStudy.settings(
                first.out(),
                SmallStudy.heads("concat", "cosine")
                        .contenders(SmallStudy.recipes().with("schedule", "learning-rate", "0.001"), SEEDS),
                6);
        assertThatThrownBy(() -> finish(otherRecipe))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another recipe");
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/letter.txt"), "dear");
        assertThatThrownBy(() -> finish(settings("mine", 6, "concat", "cosine")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("letter.txt");
    }

    @Test
    void trainsOnlyContendersThatAreAdded() throws Exception {
        finish(settings("grows", 6, "concat", "cosine"));
        Path result = folder.resolve("grows/runs/concat/seed-1/result.json");
        var writtenAt = Files.getLastModifiedTime(result);

        Finished more = finish(settings("grows", 6, "concat", "cosine", "product"));

        assertThat(more.outcome().contenders()).hasSize(4);
        assertThat(Files.getLastModifiedTime(result)).isEqualTo(writtenAt);
    }

    @Test
    void reportsADivergedRunAndContinuesWithTheOthers() throws Exception {
        List<Contender> contenders = new java.util.ArrayList<>(
                SmallStudy.heads("concat").contenders(SmallStudy.recipes(), new Seeds(1, Map.of())));
        contenders.addAll(SmallStudy.heads("product")
                .contenders(
                        SmallStudy.recipes()
                                .with("objective", "temperature", "1e-40"), // rounds to 0 in 32 bits: the loss is NaN
                        new Seeds(1, Map.of()))
                .subList(0, 1));
        StudyOutcome outcome = finish(SmallStudy.settings(folder.resolve("wild"), contenders, 8))
                .outcome();

        assertThat(outcome.failures()).hasSize(1);
        assertThat(outcome.failures().get(0).contender()).isEqualTo("product");
        assertThat(outcome.failures().get(0).reason()).contains("diverged at step 1");
        assertThat(outcome.contenders())
                .extracting(ContenderOutcome::name)
                .containsExactlyInAnyOrder("concat", "pixels");
    }

    @Test
    void refusesASecondProcess() throws Exception {
        StudySettings settings = settings("busy", 4, "concat", "cosine");
        StudyData data = StudyData.of(SmallStudy.pictures(), settings.judging(), 1);
        var plan = new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("pairs", data.pairs().size());
        try (StudyFolder held = StudyFolder.open(settings.out(), plan)) {
            assertThat(held.file("plan.json")).exists();
            assertThatThrownBy(() -> StudyFolder.open(settings.out(), plan))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("another process");
        }
    }
}
