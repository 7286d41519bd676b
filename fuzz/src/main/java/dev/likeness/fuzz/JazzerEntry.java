package dev.likeness.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The entry point of Jazzer, which calls these names: one target in a separate process. */
public final class JazzerEntry {
    static final String TARGET = "likeness.fuzz.target";
    static final String FOLDER = "likeness.fuzz.folder";
    static final String CURRENT_FILE = "current-input";
    static final String COUNTS_FILE = "counts";

    private static final long WRITTEN_EACH = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private static final Path ROOT = Path.of(System.getProperty(FOLDER, "."));
    private static final Target READER = Targets.named(System.getProperty(TARGET, "pictures"));
    private static final Edits EDITS = new Edits(READER.seeds());
    private static final CurrentInput CURRENT = current();

    private static long executions;
    private static long read;
    private static long timedOut;
    private static long slowest;
    private static long written;

    private JazzerEntry() {}

    /** Runs before the first input, so that the time of loading classes is not counted. */
    public static void fuzzerInitialize() {
        for (byte[] seed : READER.seeds()) {
            CURRENT.set(seed);
            Attempt attempt = Attempt.of(READER, seed);
            if (attempt != Attempt.READ) {
                throw new IllegalStateException("a seed of " + READER.name() + " is " + attempt);
            }
        }
    }

    private static CurrentInput current() {
        try {
            return new CurrentInput(ROOT.resolve(CURRENT_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] given) {
        byte[] input = EDITS.applied(given);
        CURRENT.set(input);
        executions++;
        long start = System.nanoTime();
        try {
            Attempt attempt = Attempt.of(READER, input);
            read += attempt == Attempt.READ ? 1 : 0;
            timedOut += attempt == Attempt.TIMED_OUT ? 1 : 0;
        } catch (Finding e) {
            throw e.brief();
        } finally {
            long end = System.nanoTime();
            slowest = Math.max(slowest, end - start);
            if (end - written > WRITTEN_EACH) {
                written = end;
                writeCounts();
            }
        }
    }

    /** Runs at the end of the process. */
    public static void fuzzerTearDown() {
        writeCounts();
    }

    private static void writeCounts() {
        try {
            new ProcessCounts(executions, read, timedOut, slowest / NANOS_PER_MILLI, ProcessCounts.peakOfThisProcess())
                    .write(ROOT.resolve(COUNTS_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
