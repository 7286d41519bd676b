package dev.likeness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much native memory is held, counted and not guessed from the resident memory: in a Java virtual machine for itself,
 * in which nothing else allocates, all allocations of the C library lie in one heap that never shrinks and reuses what
 * is freed. Repeated work makes that heap longer only if it frees less than it allocates. Load does not change this.
 */
public final class HeldMemory {
    private static final Pattern HEAP = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .*\\[heap\\]");
    private static final String HUGE = String.valueOf(1L << 30);
    private static final int ROUNDS = 4;

    private HeldMemory() {}

    /**
     * Repeats some work, first to warm up, and tells how many bytes longer the heap became in the best of the other rounds:
     * a leak is in each of them, and late loading of a class or library is not. To be called in the other process.
     */
    public static long growth(Runnable round) {
        round.run();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = length();
            round.run();
            least = Math.min(least, length() - before);
        }
        return least;
    }

    private static long length() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.map(HEAP::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(range -> Long.parseLong(range.group(2), 16) - Long.parseLong(range.group(1), 16))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a class in the other process, and returns the lines that it prints to standard output. */
    public static List<String> run(Class<?> main) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC")); // one collector thread, its tables made at the start
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xbatch")); // the compiler's memory is soon what it will be
        command.addAll(List.of("-Djava.awt.headless=true", "-Dorg.bytedeco.javacpp.nopointergc=true"));
        command.add(main.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "CLASSPATH",
                        System.getProperty("java.class.path"), // too long for ONNX Runtime as an argument
                        "MALLOC_ARENA_MAX",
                        "1",
                        "MALLOC_MMAP_THRESHOLD_",
                        HUGE,
                        "MALLOC_TRIM_THRESHOLD_",
                        HUGE,
                        "MALLOC_TOP_PAD_",
                        "0"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
