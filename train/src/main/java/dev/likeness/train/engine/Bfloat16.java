package dev.likeness.train.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Detects whether the processor has instructions for bfloat16, a 16-bit format with the exponent of a 32-bit float and a 7-bit fraction.
 * oneDNN supports the format on any processor, but without these instructions it is slower than with 32-bit floats.
 */
public final class Bfloat16 {
    /** What Linux says of the processor. */
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private static final Set<String> INSTRUCTIONS = Set.of("avx512_bf16", "amx_bf16");

    private static final boolean NATIVE = isNative(PROCESSOR);

    private Bfloat16() {}

    /** Known on Linux; elsewhere false. */
    public static boolean isNative() {
        return NATIVE;
    }

    /** Whether the first processor of a list in the form of Linux has the instructions. */
    static boolean isNative(Path list) {
        try (Stream<String> lines = Files.lines(list)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .limit(1)
                    .anyMatch(line -> Arrays.stream(line.split("\\s+")).anyMatch(INSTRUCTIONS::contains));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
