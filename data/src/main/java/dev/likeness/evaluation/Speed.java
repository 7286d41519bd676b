package dev.likeness.evaluation;

import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * The speed of a measure on this machine: medians of repeated runs after a warm-up. Other load on the machine distorts it.
 *
 * @param encode milliseconds per picture of 256x256 pixels in memory, including resizing
 * @param compare microseconds per pair, in batches of {@value #PAIRS}
 * @param compareAlone microseconds per pair without batching
 */
public record Speed(double encode, double compare, double compareAlone) {
    private static final int PICTURES = 32;
    private static final int PAIRS = 512;
    private static final int SIDE = 256;
    private static final double WARM_UP = 0.25; // share of the time
    private static final int MIN_RUNS = 5; // minimum number of runs

    /**
     * Measures the speed.
     *
     * @param seconds the approximate duration, a third each for encoding, batches and single pairs; 6 give stable figures
     */
    public static Speed of(Measure measure, double seconds) {
        return of(measure, seconds, Progress.NONE);
    }

    /** As {@link #of(Measure, double)}, with progress before each third. */
    public static Speed of(Measure measure, double seconds, Progress progress) {
        return of(measure, Stopwatch.ofElapsedTime(seconds), progress);
    }

    /**
     * The time to compare one picture with a collection that was encoded before.
     *
     * @param collection the number of codes in the collection, 1 or more
     * @param seconds the approximate duration of the measurement, without the preparation of the collection
     * @return milliseconds for one query
     */
    public static double oneAgainst(int collection, Measure measure, double seconds) {
        return oneAgainst(collection, measure, Stopwatch.ofElapsedTime(3 * seconds));
    }

    /**
     * As {@link #oneAgainst(int, Measure, double)}, on a given clock.
     *
     * @param stopwatch a third of its time is used
     */
    public static double oneAgainst(int collection, Measure measure, Stopwatch stopwatch) {
        Random random = new Random(1);
        List<Picture> pictures = noise(random);
        List<Code> queries = measure.encode(pictures, Side.A);
        List<Code> known = measure.sidesDiffer() ? measure.encode(pictures, Side.B) : queries;
        List<Code> codes = new ArrayList<>();
        for (int i = 0; i < collection; i++) {
            codes.add(known.get(random.nextInt(PICTURES)));
        }
        try (CodeBlock block = measure.block(codes, Side.B)) {
            List<Code> query = queries.subList(0, 1);
            return 1e3 * stopwatch.median(() -> block.compare(query));
        }
    }

    private static List<Picture> noise(Random random) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            byte[] rgb = new byte[3 * SIDE * SIDE];
            random.nextBytes(rgb);
            pictures.add(new Picture(SIDE, SIDE, rgb));
        }
        return pictures;
    }

    /** As {@link #of(Measure, double, Progress)}, on a given clock. */
    public static Speed of(Measure measure, Stopwatch stopwatch, Progress progress) {
        Random random = new Random(1);
        List<Picture> pictures = noise(random);
        List<Code> first = measure.encode(pictures, Side.A);
        List<Code> second = measure.sidesDiffer() ? measure.encode(pictures, Side.B) : first;
        List<Code> a = new ArrayList<>();
        List<Code> b = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            a.add(first.get(random.nextInt(PICTURES)));
            b.add(second.get(random.nextInt(PICTURES)));
        }
        progress.at(0, 3, "encoding pictures");
        double encode = stopwatch.median(() -> measure.encode(pictures, Side.A));
        progress.at(1, 3, "comparing many pairs at once");
        double compare = stopwatch.median(() -> measure.compare(a, b));
        progress.at(2, 3, "comparing single pairs");
        double alone = stopwatch.median(() -> measure.compare(a.get(0), b.get(0)));
        progress.at(3, 3, "");
        return new Speed(1e3 * encode / PICTURES, 1e6 * compare / PAIRS, 1e6 * alone);
    }

    /**
     * Measures durations.
     *
     * @param seconds the approximate total duration of the three measurements
     * @param clock monotonic nanoseconds, such as {@link System#nanoTime}
     * @param shortest the least duration of a run, in seconds: shorter work is repeated within a run. 0 for one work in each
     *     run; more for a clock that ticks coarsely
     */
    public record Stopwatch(double seconds, LongSupplier clock, double shortest) {
        private static final double TEN_TICKS = 0.1;

        /** A stopwatch on the usual clock. */
        public static Stopwatch ofElapsedTime(double seconds) {
            return new Stopwatch(seconds, System::nanoTime, 0);
        }

        /**
         * A stopwatch on the processor time of this process. It adds up all threads, and hardly depends on other load.
         *
         * @param processorTime nanoseconds; it may tick in steps of 10 ms
         */
        public static Stopwatch ofProcessorTime(double seconds, LongSupplier processorTime) {
            return new Stopwatch(seconds, processorTime, TEN_TICKS);
        }

        /** The median duration in seconds, over the runs that fit into a third of the time. */
        private double median(Runnable work) {
            repeat(work, WARM_UP * seconds / 3);
            double[] runs = repeat(work, (1 - WARM_UP) * seconds / 3);
            Arrays.sort(runs);
            return runs[runs.length / 2];
        }

        private double[] repeat(Runnable work, double wanted) {
            List<Double> runs = new ArrayList<>();
            long end = clock.getAsLong() + (long) (wanted * 1e9);
            while (clock.getAsLong() < end || runs.size() < MIN_RUNS) {
                runs.add(once(work));
            }
            return runs.stream().mapToDouble(Double::doubleValue).toArray();
        }

        /** The duration of the work, in seconds, from one run. */
        private double once(Runnable work) {
            long began = clock.getAsLong();
            long passed;
            int times = 0;
            do {
                work.run();
                times++;
                passed = clock.getAsLong() - began;
            } while (passed < shortest * 1e9);
            return passed / 1e9 / times;
        }
    }
}
