import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Many threads use one {@link Likeness}: every answer must equal the answer that a single thread got before, bit for bit.
 *
 * <p>Arguments: a folder of pictures, seconds, threads. Once per second a line goes to standard output: seconds, comparisons
 * so far. The last line is one JSON object.
 */
public final class ComparingSoak {
    private static final int PAIRS = 300;
    private static final int BATCH = 16;
    private static final int MICROSECONDS = 10; // per bin of the histogram of times
    private static final int BINS = 100_000; // up to one second; longer times go into the last bin

    private final Likeness likeness;
    private final List<byte[]> files = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private final int[][] pairs = new int[PAIRS][];
    private final Verdict[] ofPictures = new Verdict[PAIRS];
    private final Verdict[] ofCodes = new Verdict[PAIRS];
    private final double[][] ofBatches = new double[PAIRS / BATCH][];
    private final AtomicLong compared = new AtomicLong();
    private final AtomicReference<String> fault = new AtomicReference<>();
    private volatile boolean stop;

    private ComparingSoak(Likeness likeness, Path folder) throws IOException {
        this.likeness = likeness;
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                files.add(Files.readAllBytes(file));
                pictures.add(Picture.read(file));
            }
        }
        Random random = new Random(1);
        for (int i = 0; i < PAIRS; i++) {
            pairs[i] = new int[] {random.nextInt(pictures.size()), random.nextInt(pictures.size())};
        }
        pictures.forEach(picture -> codes.add(likeness.encode(picture)));
        for (int i = 0; i < PAIRS; i++) {
            ofPictures[i] = byPictures(i);
            ofCodes[i] = byCodes(i);
        }
        for (int i = 0; i < ofBatches.length; i++) {
            ofBatches[i] = byBatch(i);
        }
    }

    private Verdict byPictures(int pair) {
        return likeness.compare(pictures.get(pairs[pair][0]), pictures.get(pairs[pair][1]));
    }

    private Verdict byCodes(int pair) {
        return likeness.compare(codes.get(pairs[pair][0]), codes.get(pairs[pair][1]));
    }

    /** From the bytes of the files, so that the decoders and their time limits are included. */
    private Verdict byFiles(int pair) {
        return likeness.compare(read(pairs[pair][0]), read(pairs[pair][1]));
    }

    private Picture read(int file) {
        return Picture.read(files.get(file));
    }

    private double[] byBatch(int batch) {
        List<Picture> first = new ArrayList<>();
        List<Picture> second = new ArrayList<>();
        for (int i = batch * BATCH; i < (batch + 1) * BATCH; i++) {
            first.add(pictures.get(pairs[i][0]));
            second.add(pictures.get(pairs[i][1]));
        }
        return likeness.measure()
                .compare(likeness.measure().encode(first, Side.A), likeness.measure().encode(second, Side.B));
    }

    /** One thread: the four ways in turn, with random pairs, until it is told to stop or an answer differs. */
    private void work(int thread, long[] times) {
        Random random = new Random(thread);
        try {
            for (long turn = thread; !stop; turn++) {
                int pair = random.nextInt(PAIRS);
                long began = System.nanoTime();
                switch ((int) (turn % 8)) {
                    case 0 -> hold("files", pair, ofPictures[pair], byFiles(pair));
                    case 1 -> {
                        int batch = pair % ofBatches.length;
                        double[] scores = byBatch(batch);
                        for (int i = 0; i < BATCH; i++) {
                            if (Double.doubleToRawLongBits(scores[i])
                                    != Double.doubleToRawLongBits(ofBatches[batch][i])) {
                                fail("batch", batch * BATCH + i, ofBatches[batch][i], scores[i]);
                            }
                        }
                        compared.addAndGet(BATCH - 1);
                    }
                    case 2, 3 -> hold("codes", pair, ofCodes[pair], byCodes(pair));
                    default -> {
                        hold("pictures", pair, ofPictures[pair], byPictures(pair));
                        long bin = (System.nanoTime() - began) / 1000 / MICROSECONDS;
                        times[(int) Math.min(bin, BINS - 1)]++;
                    }
                }
                compared.incrementAndGet();
            }
        } catch (RuntimeException | Error e) {
            fault.compareAndSet(null, "thread " + thread + ": " + e);
            stop = true;
        }
    }

    private void hold(String way, int pair, Verdict expected, Verdict found) {
        boolean same = Double.doubleToRawLongBits(expected.score()) == Double.doubleToRawLongBits(found.score())
                && Double.doubleToRawLongBits(expected.probability()) == Double.doubleToRawLongBits(found.probability())
                && expected.equals(found);
        if (!same) {
            fail(way, pair, expected.score(), found.score());
        }
    }

    private void fail(String way, int pair, double expected, double found) {
        throw new IllegalStateException("pair " + pair + " by " + way + ": " + found + ", but a single thread got " + expected);
    }

    private static double percentile(long[] times, double share) {
        long all = 0;
        for (long count : times) {
            all += count;
        }
        long passed = 0;
        for (int bin = 0; bin < times.length; bin++) {
            passed += times[bin];
            if (passed >= share * all) {
                return (bin + 1) * MICROSECONDS / 1000.0;
            }
        }
        return Double.NaN;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        try (Likeness likeness = Likeness.open(Models.bundled("characters"))) {
            ComparingSoak soak = new ComparingSoak(likeness, Path.of(arguments[0]));
            long[][] times = new long[count][BINS];
            List<Thread> threads = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                int thread = i;
                threads.add(new Thread(() -> soak.work(thread, times[thread]), "comparing-" + i));
                threads.get(i).start();
            }
            for (int second = 1; second <= seconds && !soak.stop; second++) {
                Thread.sleep(1000);
                System.out.println((System.nanoTime() - began) / 1_000_000_000.0 + " " + soak.compared.get());
            }
            soak.stop = true;
            for (Thread thread : threads) {
                thread.join();
            }
            double taken = (System.nanoTime() - began) / 1e9;
            long[] all = new long[BINS];
            for (long[] each : times) {
                for (int bin = 0; bin < BINS; bin++) {
                    all[bin] += each[bin];
                }
            }
            String fault = soak.fault.get();
            System.out.printf(
                    Locale.ROOT,
                    "{\"comparisons\":%d,\"per_second\":%.0f,\"p50_milliseconds\":%.2f,\"p99_milliseconds\":%.2f,"
                            + "\"all_the_same_bits\":%b}%n",
                    soak.compared.get(),
                    soak.compared.get() / taken,
                    percentile(all, 0.5),
                    percentile(all, 0.99),
                    fault == null);
            if (fault != null) {
                System.err.println(fault);
                System.exit(1);
            }
        }
    }
}
