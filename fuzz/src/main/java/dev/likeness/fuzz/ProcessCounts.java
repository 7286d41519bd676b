package dev.likeness.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The counts of one process so far.
 *
 * @param executions the number of inputs, including the initial ones
 * @param read the number of inputs that were read
 * @param timedOut the number of inputs that timed out
 * @param slowestMillis the longest time of one input
 * @param peakMegabytes the peak memory of the process
 */
record ProcessCounts(long executions, long read, long timedOut, long slowestMillis, long peakMegabytes) {
    static final ProcessCounts NOTHING = new ProcessCounts(0, 0, 0, 0, 0);

    private static final Path STATUS = Path.of("/proc/self/status");

    ProcessCounts plus(ProcessCounts other) {
        return new ProcessCounts(
                executions + other.executions,
                read + other.read,
                timedOut + other.timedOut,
                Math.max(slowestMillis, other.slowestMillis),
                Math.max(peakMegabytes, other.peakMegabytes));
    }

    void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(
                part,
                List.of(executions, read, timedOut, slowestMillis, peakMegabytes).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static ProcessCounts from(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NOTHING;
        }
        String[] words = Files.readString(file).split(" ", -1);
        return new ProcessCounts(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]));
    }

    /** The peak memory of this process so far, including native memory; 0 if the system does not report it. */
    static long peakOfThisProcess() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        Map<String, String> status = Files.readAllLines(STATUS).stream()
                .map(line -> line.split(":\\s*", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a));
        return Long.parseLong(status.getOrDefault("VmHWM", "0 kB").split(" ", -1)[0]) >> 10;
    }
}
