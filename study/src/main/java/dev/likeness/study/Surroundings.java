package dev.likeness.study;

import dev.likeness.study.outcome.StudyOutcome.Environment;
import dev.likeness.train.engine.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** The machine and the software that a study runs on. */
final class Surroundings {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Surroundings() {}

    static Environment here() {
        return new Environment(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "Java " + Runtime.version(),
                "libtorch " + Torch.version() + ", ONNX Runtime",
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    /** As Linux names it; elsewhere its architecture. */
    private static String processor() {
        if (Files.isReadable(PROCESSORS)) {
            try (Stream<String> lines = Files.lines(PROCESSORS)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
