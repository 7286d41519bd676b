package dev.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine, by what changes its speed.
 *
 * @param processor its name, and the widest vector instructions
 * @param processors their number
 * @param gigabytes of memory
 * @param system the name and version of the operating system
 */
record Machine(String processor, int processors, long gigabytes, String system) {
    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final double MAX_BUSY = 0.05;

    /** This machine. */
    static Machine here() throws IOException {
        List<String> lines = lines("/proc/cpuinfo");
        String flags = field(lines, "flags");
        String vectors =
                flags.contains("avx512f") ? "AVX-512" : flags.contains("avx2") ? "AVX2" : "neither AVX2 nor AVX-512";
        String memory = field(lines("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
        return new Machine(
                field(lines, "model name") + ", family " + field(lines, "cpu family") + ", " + vectors,
                Runtime.getRuntime().availableProcessors(),
                memory.isEmpty() ? 0 : Math.round(Long.parseLong(memory) / 1024.0 / 1024),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.exists(Path.of(file)) ? Files.readAllLines(Path.of(file)) : List.of();
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown " + name);
    }

    /** The share of processor time that others use, over some seconds in which this process sleeps; 0 where it is unknown. */
    static double busy(double seconds) throws IOException, InterruptedException {
        if (!Files.exists(STATISTICS)) {
            return 0;
        }
        long[] before = times(Files.readAllLines(STATISTICS).get(0));
        Thread.sleep(Math.round(1000 * seconds));
        long[] after = times(Files.readAllLines(STATISTICS).get(0));
        long all = after[0] - before[0];
        return all == 0 ? 0 : (double) (after[1] - before[1]) / all;
    }

    /**
     * All time and busy time of a line of {@code /proc/stat}, in ticks.
     *
     * @param line user, nice, system, idle, waiting for disks, interrupts, soft interrupts, stolen by the host, ...
     */
    static long[] times(String line) {
        String[] words = line.strip().split("\\s+");
        long all = 0;
        for (int i = 1; i < Math.min(words.length, 9); i++) {
            all += Long.parseLong(words[i]);
        }
        return new long[] {all, all - Long.parseLong(words[4]) - Long.parseLong(words[5])};
    }

    /**
     * Refuses a busy machine.
     *
     * @throws UsageException if others use more than 5 % of the processors
     */
    static void requireQuiet(double busy) {
        if (busy > MAX_BUSY) {
            throw new UsageException(String.format(
                    "the machine is busy: other programs use %.0f %% of the processors; allowed: up to %.0f %%. End them, or"
                            + " measure all the same with --force: the results then say so",
                    100 * busy, 100 * MAX_BUSY));
        }
    }
}
