package dev.likeness.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.progress.Progress;
import dev.likeness.study.Grid.Seeds;
import dev.likeness.study.Study.Finished;
import dev.likeness.study.outcome.ContenderOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process with {@code kill -9} at random moments, then continues the study: the outcome is the same. */
class StudyKillTest {
    private static final int KILLS = 3;
    private static final int ATTEMPTS = 20;

    @TempDir
    Path folder;

    /** The process that is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        run(Path.of(arguments[0]));
    }

    private static Finished run(Path out) throws InterruptedException {
        List<Contender> contenders =
                SmallStudy.heads("concat", "cosine").contenders(SmallStudy.recipes(), new Seeds(2, Map.of()));
        return new Study(SmallStudy.settings(out, contenders, 60), Progress.NONE, () -> false)
                .run(SmallStudy.pictures())
                .orElseThrow();
    }

    @Test
    void aKilledStudyContinuesToTheSameOutcome() throws Exception {
        long began = System.nanoTime();
        Finished whole = run(folder.resolve("whole"));
        int longest = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) + 1;
        long seed = System.nanoTime();
        System.out.println("StudyKillTest: moments from seed " + seed);
        Random random = new Random(seed);
        Path killed = folder.resolve("killed-0");
        int kills = 0;
        for (int attempt = 0; attempt < ATTEMPTS && kills < KILLS; attempt++) {
            Process process = start(killed);
            awaitBegun(killed, process);
            if (!process.waitFor(random.nextInt(longest), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                kills++;
            } else if (kills == 0) { // it ended before the kill: repeat with another study
                killed = folder.resolve("killed-" + (attempt + 1));
            } else {
                break;
            }
        }
        assertThat(kills).as("killed at least once before the end").isPositive();

        Finished gone = run(killed);

        for (ContenderOutcome expected : whole.outcome().contenders()) {
            ContenderOutcome found = gone.outcome().contender(expected.name());
            assertThat(found.figures()).as(expected.name()).isEqualTo(expected.figures());
            assertThat(found.roc()).isEqualTo(expected.roc());
        }
        assertThat(gone.outcome().differences()).isEqualTo(whole.outcome().differences());
        for (String file : List.of("concat/seed-1", "concat/seed-2", "cosine/seed-1", "cosine/seed-2")) {
            Path weights = Path.of("runs", file, "model", "weights.safetensors");
            assertThat(Files.readAllBytes(killed.resolve(weights)))
                    .as(file)
                    .isEqualTo(Files.readAllBytes(folder.resolve("whole").resolve(weights)));
        }
    }

    /** Waits until the study has written into its folder, so that the kill does not only hit the start of Java. */
    private static void awaitBegun(Path out, Process process) throws InterruptedException {
        while (process.isAlive() && !Files.exists(out.resolve("runs"))) {
            Thread.sleep(5);
        }
    }

    /** Passes the class path in a file: ONNX Runtime 1.29.0 crashes in processes with a long command line. */
    private Process start(Path out) throws Exception {
        Path arguments = folder.resolve("arguments");
        Files.writeString(arguments, "-Xmx512m -cp \"" + System.getProperty("java.class.path") + "\"");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        StudyKillTest.class.getName(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
