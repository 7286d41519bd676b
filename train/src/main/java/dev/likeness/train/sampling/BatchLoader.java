package dev.likeness.train.sampling;

import dev.likeness.data.SeededRandom;
import dev.likeness.picture.PictureShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares batches for later steps in background threads. The numbers of a batch depend on its step only, not on the thread. Used
 * by one thread.
 */
public final class BatchLoader implements AutoCloseable {
    private static final int AHEAD = 3;

    /** Enough for the costliest alterations; more would only hold back the threads that train. */
    private static final int MAX_WORKERS = AHEAD + 1;

    private final List<Raster> rasters;
    private final BatchSampler sampler;
    private final Alteration alteration;
    private final PictureShape shape;
    private final long seed;
    private final Map<Long, Future<Batch>> underWay = new HashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(workers(), task -> {
        Thread thread = new Thread(task, "batches");
        thread.setDaemon(true);
        return thread;
    });

    /** @param rasters the pictures that the sampler's indices refer to */
    public BatchLoader(
            List<Raster> rasters, BatchSampler sampler, Alteration alteration, PictureShape shape, long seed) {
        this.rasters = rasters;
        this.sampler = sampler;
        this.alteration = alteration;
        this.shape = shape;
        this.seed = seed;
    }

    private static int workers() {
        return Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors());
    }

    /** The number of pictures in a batch, without the declared non-matches. */
    public int batchPictures() {
        return sampler.batchPictures();
    }

    /** The batch of a step. Starts to prepare those of the next steps. */
    public Batch take(long step) throws InterruptedException {
        for (long ahead = step; ahead <= step + AHEAD; ahead++) {
            underWay.computeIfAbsent(ahead, wanted -> workers.submit(() -> make(wanted)));
        }
        try {
            return java.util.Objects.requireNonNull(underWay.remove(step)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the batch of step " + step + " could not be made", e.getCause());
        }
    }

    /** Makes the batch of a step in the calling thread. */
    Batch make(long step) {
        BatchSampler.Choice choice = sampler.choose(step);
        int n = choice.first().length;
        int m = choice.declaredNonMatches().size();
        byte[] pixels = new byte[2 * (n + m) * shape.bytes()];
        for (int i = 0; i < n; i++) {
            put(pixels, i, choice.first()[i], choice.turns()[i], step);
            put(pixels, n + m + i, choice.second()[i], choice.turns()[i], step);
        }
        for (int i = 0; i < m; i++) {
            put(pixels, n + i, choice.declaredNonMatches().get(i)[0], 0, step);
            put(pixels, 2 * n + m + i, choice.declaredNonMatches().get(i)[1], 0, step);
        }
        return new Batch(pixels, n, m);
    }

    private void put(byte[] pixels, int place, int picture, int turn, long step) {
        byte[] altered = alteration.alter(rasters.get(picture), turn, SeededRandom.of(seed, 2, step, place));
        System.arraycopy(altered, 0, pixels, place * altered.length, altered.length);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
