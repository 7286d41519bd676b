package dev.likeness.train.sampling;

import dev.likeness.data.SeededRandom;
import dev.likeness.picture.PictureShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the batches of steps. On processors that the network leaves idle, batches of later steps are prepared meanwhile. If it leaves
 * none, {@link #take} prepares the batch on all processors: threads beside those of the network would interrupt one of them at a time, and
 * the others wait for it. The numbers of a batch depend on its step only, not on the thread. Used by one thread.
 */
public final class BatchLoader implements AutoCloseable {
    private static final int AHEAD = 3;

    /** Enough for the costliest alterations. */
    private static final int MAX_IDLE = AHEAD + 1;

    private final List<Raster> rasters;
    private final BatchSampler sampler;
    private final Alteration alteration;
    private final PictureShape shape;
    private final long seed;
    private final int idle;
    private final int helping = Runtime.getRuntime().availableProcessors() - 1;
    private final Map<Long, Future<Making>> underWay = new HashMap<>();
    private final ExecutorService background;
    private final ExecutorService helpers = threads(helping);

    /**
     * @param rasters the pictures that the sampler's indices refer to
     * @param threads of the network
     */
    public BatchLoader(
            List<Raster> rasters,
            BatchSampler sampler,
            Alteration alteration,
            PictureShape shape,
            long seed,
            int threads) {
        this.rasters = rasters;
        this.sampler = sampler;
        this.alteration = alteration;
        this.shape = shape;
        this.seed = seed;
        this.idle = Math.max(0, Math.min(MAX_IDLE, Runtime.getRuntime().availableProcessors() - threads));
        this.background = threads(idle);
    }

    private static ExecutorService threads(int count) {
        return Executors.newFixedThreadPool(Math.max(1, count), task -> {
            Thread thread = new Thread(task, "batches");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The number of pictures in a batch, without the declared non-matches. */
    public int batchPictures() {
        return sampler.batchPictures();
    }

    /** The batch of a step. Starts to prepare those of the next steps. */
    public Batch take(long step) throws InterruptedException {
        for (long ahead = step; ahead <= step + (idle > 0 ? AHEAD : 1); ahead++) {
            underWay.computeIfAbsent(ahead, wanted -> background.submit(() -> begin(wanted)));
        }
        try {
            return complete(Objects.requireNonNull(underWay.remove(step)).get());
        } catch (ExecutionException e) {
            throw failure(step, Objects.requireNonNull(e.getCause()));
        }
    }

    /** Makes the batch of a step now. */
    Batch make(long step) throws InterruptedException {
        return complete(new Making(step));
    }

    private Making begin(long step) {
        Making making = new Making(step);
        if (idle > 0) {
            making.work();
        }
        return making;
    }

    private Batch complete(Making making) throws InterruptedException {
        for (int i = 0; i < helping && making.left.getCount() > 0; i++) {
            helpers.execute(making::work);
        }
        making.work();
        making.left.await();
        Throwable cause = making.cause.get();
        if (cause != null) {
            throw failure(making.step, cause);
        }
        return making.batch;
    }

    private static IllegalStateException failure(long step, Throwable cause) {
        return new IllegalStateException("the batch of step " + step + " could not be made", cause);
    }

    /** A batch whose pictures several threads can make. */
    private final class Making {
        private final long step;
        private final BatchSampler.Choice choice;
        private final Batch batch;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
        private final CountDownLatch left;

        Making(long step) {
            this.step = step;
            choice = sampler.choose(step);
            int n = choice.first().length;
            int m = choice.declaredNonMatches().size();
            batch = new Batch(new byte[2 * (n + m) * shape.bytes()], n, m);
            left = new CountDownLatch(batch.pictures());
        }

        /** Makes pictures until none is left that no thread has begun. */
        void work() {
            for (int place = next.getAndIncrement(); place < batch.pictures(); place = next.getAndIncrement()) {
                try {
                    put(place);
                } catch (RuntimeException | Error e) {
                    cause.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        }

        private void put(int place) {
            int half = batch.pictures() / 2;
            int side = place / half;
            int pair = place % half;
            int declared = pair - batch.matches();
            int picture = declared >= 0
                    ? choice.declaredNonMatches().get(declared)[side]
                    : (side == 0 ? choice.first() : choice.second())[pair];
            int turn = declared >= 0 ? 0 : choice.turns()[pair];
            byte[] altered = alteration.alter(rasters.get(picture), turn, SeededRandom.of(seed, 2, step, place));
            System.arraycopy(altered, 0, batch.pixels(), place * altered.length, altered.length);
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
        helpers.shutdownNow();
    }
}
