package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.cli.text.ProgressLines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a log file gets, under a clock that the test moves. */
class ProgressLinesTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now = 17;
    private final ProgressLines lines =
            new ProgressLines("train", new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> now);

    private List<String> printed() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aLineAtTheStartOneAMinuteAndOneAtTheEnd() {
        lines.at(0, 600, "reading pictures");
        for (int step = 1; step <= 600; step++) {
            now += SECOND / 4;
            lines.at(step, 600, "loss 0.5000");
        }
        lines.close();

        assertThat(printed())
                .containsExactly(
                        "train: started: 0/600, reading pictures",
                        "train: 240/600, 1:30 left, loss 0.5000",
                        "train: 480/600, 0:30 left, loss 0.5000",
                        "train: ended: 600/600, after 2:30");
    }

    @Test
    void partsOfTheWorkAddNoLinesAndCountTheirOwnTime() {
        lines.at(0, 100, "reading pictures");
        now += 50 * SECOND;
        lines.at(100, 100, "reading pictures");
        lines.at(1, 0, "loss 0.9");
        now += 9 * SECOND;
        lines.at(2, 1000, "loss 0.8");
        now += 2 * SECOND;
        lines.at(12, 1000, "loss 0.7");
        now += 30 * SECOND;
        lines.at(5, 1000, "calibrating");
        lines.close();

        assertThat(printed())
                .containsExactly(
                        "train: started: 0/100, reading pictures",
                        "train: 12/1000, 3:18 left, loss 0.7",
                        "train: ended: 5/1000, after 1:31");
    }

    @Test
    void aTotalThatIsNotKnownIsLeftOut() {
        lines.at(1, 0, "pairs compared");
        now += 60 * SECOND;
        lines.at(900, -1, "pairs compared");
        now += 3600 * SECOND;
        lines.close();
        lines.close();

        assertThat(printed())
                .containsExactly(
                        "train: started: 1, pairs compared",
                        "train: 900, pairs compared",
                        "train: ended: 900, after 1:01:00");
    }

    @Test
    void neverMoreThanOneLineAMinuteHoweverOftenItIsTold() {
        for (int i = 0; i < 100_000; i++) {
            now += SECOND / 20;
            lines.at(i % 997, 1 + i % 5, "");
        }

        assertThat(printed()).hasSize(1 + 100_000 / 20 / 60);
    }

    @Test
    void workThatNeverBeganSaysNothing() {
        lines.close();

        assertThat(printed()).isEmpty();
    }
}
