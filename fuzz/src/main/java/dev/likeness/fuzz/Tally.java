package dev.likeness.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one process has done so far.
 *
 * @param executions inputs tried, those that the process began with included
 * @param read of them, those that were read
 * @param givenUp of them, those whose time ran out
 * @param slowestMillis the longest that one took
 * @param peakMegabytes the most memory that the process had
 */
record Tally(long executions, long read, long givenUp, long slowestMillis, long peakMegabytes) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    private static final Path STATUS = Path.of("/proc/self/status");

    Tally plus(Tally other) {
        return new Tally(
                executions + other.executions,
                read + other.read,
                givenUp + other.givenUp,
                Math.max(slowestMillis, other.slowestMillis),
                Math.max(peakMegabytes, other.peakMegabytes));
    }

    void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(
                part,
                List.of(executions, read, givenUp, slowestMillis, peakMegabytes).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static Tally from(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NOTHING;
        }
        String[] words = Files.readString(file).split(" ", -1);
        return new Tally(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]));
    }

    /** The most memory that this process had so far, natives included; 0 where the system does not tell. */
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
