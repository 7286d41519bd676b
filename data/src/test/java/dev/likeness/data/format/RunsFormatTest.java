package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.OneShotTrial;
import dev.likeness.data.Runs;
import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RunsFormatTest extends DataFormatContract {
    @Override
    String format() {
        return "runs";
    }

    @Override
    void make(Path folder) throws IOException {
        int number = 1;
        for (String run : new String[] {"run01", "run02"}) {
            StringBuilder labels = new StringBuilder();
            for (int i = 1; i <= 3; i++) {
                picture(folder.resolve("all/" + run + "/training/class0" + i + ".png"), number++);
                picture(folder.resolve("all/" + run + "/test/item0" + i + ".png"), number++);
                labels.append("%s/test/item0%d.png %s/training/class0%d.png\n".formatted(run, i, run, 4 - i));
            }
            Files.writeString(folder.resolve("all/" + run + "/class_labels.txt"), labels);
        }
    }

    @Test
    void trialsFollowTheLabels() {
        Runs runs = (Runs) DataFormats.open(data);
        assertThat(runs.trials()).hasSize(6);
        assertThat(runs.pictures()).hasSize(12);
        OneShotTrial first = runs.trials().get(0);
        assertThat(first.query().name()).isEqualTo("all/run01/test/item01.png");
        assertThat(first.query().identity()).isEqualTo("run01/class03");
        assertThat(first.query().group()).isEqualTo("run01");
        assertThat(first.gallery()).hasSize(3);
        assertThat(first.gallery().get(first.answer()).name()).isEqualTo("all/run01/training/class03.png");
        assertThat(first.run()).isEqualTo("run01");
        assertThat(runs.trials().get(5).run()).isEqualTo("run02");
    }

    @Test
    void theHashDependsOnTheLabels() throws IOException {
        String before = DataFormats.open(data).hash();
        Files.writeString(
                data.resolve("all/run02/class_labels.txt"), "run02/test/item01.png run02/training/class01.png\n");
        assertThat(DataFormats.open(data).hash()).isNotEqualTo(before);
    }

    @Test
    void mistakesAreNamedByTheirLine() throws IOException {
        assertRefused("run01/test/item01.png", "line 1: \"run01/test/item01.png\" has 1 words; expected two");
        assertRefused(
                "\nrun01/test/item09.png run01/training/class01.png",
                "line 2: there is no picture run01/test/item09.png");
        assertRefused(
                "run01/test/item01.png run01/training/class09.png",
                "line 1: there is no picture run01/training/class09.png");
        assertRefused(
                "run01/test/item01.png run01/training/class01.png\nrun01/test/item01.png run01/training/class02.png",
                "line 2: run01/test/item01.png is named in an earlier line");
    }

    @Test
    void aFolderWithoutRunsIsRejected() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThatThrownBy(() -> DataFormats.open(empty, "runs"))
                .hasMessageContaining(empty + ": it contains no runs; expected one-shot runs");
    }

    @Test
    void lakesRunsAreRead() {
        Path zip = Path.of("..", "..", "shared", "data", "omniglot-runs.zip");
        Assumptions.assumeTrue(Files.exists(zip), zip + " is not here: skipped");
        Runs runs = (Runs) DataFormats.open(zip);
        assertThat(runs.trials())
                .hasSize(400)
                .allSatisfy(trial -> assertThat(trial.gallery()).hasSize(20));
        assertThat(runs.trials().stream().map(OneShotTrial::run).distinct()).hasSize(20);
    }

    private void assertRefused(String labels, String message) throws IOException {
        Path file = Files.writeString(data.resolve("all/run01/class_labels.txt"), labels);
        assertThatThrownBy(() -> DataFormats.open(data))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file + ", " + message);
    }
}
