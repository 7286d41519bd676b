package dev.likeness.evaluation;

import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How fast a measure is, here and now: the medians of repeated runs, after a warm-up. Anything else that runs on the
 * machine slows it down.
 *
 * @param encode milliseconds for one picture of 256x256 pixels that is in memory, resizing included
 * @param compare microseconds for one pair, in batches of {@value #PAIRS}
 * @param compareAlone microseconds for a pair that is compared by itself
 */
public record Speed(double encode, double compare, double compareAlone) {
    private static final int PICTURES = 32;
    private static final int PAIRS = 512;
    private static final int SIDE = 256;
    private static final double WARM_UP_SECONDS = 0.5;
    private static final double SECONDS = 1.5;
    private static final int LEAST = 5; // runs, however slow

    /** Measures for about six seconds. */
    public static Speed of(Measure measure) {
        Random random = new Random(1);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            byte[] rgb = new byte[3 * SIDE * SIDE];
            random.nextBytes(rgb);
            pictures.add(new Picture(SIDE, SIDE, rgb));
        }
        List<Code> first = measure.encode(pictures, Side.A);
        List<Code> second = measure.sidesDiffer() ? measure.encode(pictures, Side.B) : first;
        List<Code> a = new ArrayList<>();
        List<Code> b = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            a.add(first.get(random.nextInt(PICTURES)));
            b.add(second.get(random.nextInt(PICTURES)));
        }
        double encode = median(() -> measure.encode(pictures, Side.A));
        double compare = median(() -> measure.compare(a, b));
        double alone = median(() -> measure.compare(a.get(0), b.get(0)));
        return new Speed(1e3 * encode / PICTURES, 1e6 * compare / PAIRS, 1e6 * alone);
    }

    /** Seconds that work takes: the median of as many runs as there is time for. */
    private static double median(Runnable work) {
        repeat(work, WARM_UP_SECONDS);
        double[] seconds = repeat(work, SECONDS);
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static double[] repeat(Runnable work, double wanted) {
        List<Double> seconds = new ArrayList<>();
        long end = System.nanoTime() + (long) (wanted * 1e9);
        while (System.nanoTime() < end || seconds.size() < LEAST) {
            long began = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - began) / 1e9);
        }
        return seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
