package dev.likeness.study;

import com.sun.management.OperatingSystemMXBean;
import dev.likeness.study.outcome.StudyOutcome.Environment;
import dev.likeness.train.engine.Torch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** The machine that a study runs on: what it is, and whether other processes use it. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    static Environment environment() {
        return new Environment(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "Java " + Runtime.version(),
                "libtorch " + Torch.version() + ", ONNX Runtime",
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    /** The model name on Linux, elsewhere the architecture. */
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

    /** Measures, from its creation on, how much of the processors other processes use. */
    static final class Load {
        /** In processors; the background work of an idle system stays below it. */
        private static final double QUIET = 0.15;

        private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        Load() {
            system.getCpuLoad(); // each call starts a new interval
            system.getProcessCpuLoad();
        }

        /**
         * Whether other processes used less than {@value #QUIET} processors since the last call. False if the system
         * does not provide the load.
         */
        boolean wasQuiet() {
            double all = system.getCpuLoad();
            double ours = system.getProcessCpuLoad();
            return all >= 0 && ours >= 0 && (all - ours) * system.getAvailableProcessors() < QUIET;
        }
    }
}
