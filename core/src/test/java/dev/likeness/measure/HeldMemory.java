package dev.likeness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sun.misc.Unsafe;

/**
 * Counts the native memory in use, instead of estimating it from the resident memory. It runs in a separate Java virtual
 * machine where nothing else allocates. There all allocations of the C library are in one heap, and everything that is not
 * free is in use. The load of the machine does not change the result.
 */
public final class HeldMemory {
    private static final Pattern HEAP = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .*\\[heap\\]");
    private static final String HUGE = String.valueOf(1L << 30);
    private static final int ROUNDS = 5;
    private static final long LARGEST = 1 << 20;
    private static final long SMALLEST = 64;
    private static final Unsafe UNSAFE = unsafe(); // allocates with malloc, like native code

    private HeldMemory() {}

    /**
     * The growth of the memory in use per round of some work, in bytes: the median of several rounds after a warm-up. A leak
     * occurs in every round; the Java virtual machine itself grows in some rounds and shrinks in others. Call this in the
     * separate process.
     */
    public static long growth(Runnable round) {
        round.run();
        long[] growths = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long before = held();
            round.run();
            growths[i] = held() - before;
        }
        Arrays.sort(growths);
        return growths[ROUNDS / 2];
    }

    /**
     * The bytes of the heap in use: its length minus everything that can still be allocated in it. The length alone does
     * not reveal a leak, because a leak first fills memory that earlier work has freed.
     */
    private static long held() {
        long[] heap = heap();
        List<Long> blocks = new ArrayList<>();
        long free = 0;
        for (long size = LARGEST; size >= SMALLEST; size /= 2) {
            long block = UNSAFE.allocateMemory(size);
            while (block + size <= heap[1]) {
                blocks.add(block);
                free += size;
                block = UNSAFE.allocateMemory(size);
            }
            UNSAFE.freeMemory(block); // it made the heap longer
            if (blocks.stream().anyMatch(other -> other < heap[0]) || block > heap[1] + LARGEST) {
                throw new IllegalStateException("allocations lie outside of the heap, which cannot be measured then");
            }
        }
        blocks.forEach(UNSAFE::freeMemory);
        return heap[1] - heap[0] - free;
    }

    /** The first address of the heap, and the one after its last. */
    private static long[] heap() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            Matcher range = lines.map(HEAP::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .orElseThrow();
            return new long[] {Long.parseLong(range.group(1), 16), Long.parseLong(range.group(2), 16)};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
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
