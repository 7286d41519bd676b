package dev.likeness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Closes an object that 16 threads use: every thread gets correct answers, then the error that the object is closed. */
public final class CloseUnderLoad {
    private static final int THREADS = 16;

    private CloseUnderLoad() {}

    /**
     * Runs one round: each thread makes one call and waits for the others; then all repeat their calls while two threads
     * close the object. No thread computes while it waits for the others.
     *
     * @param calls each thread makes one of them; a call throws if the answer is wrong
     */
    public static void run(AutoCloseable object, Runnable... calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 2);
        try {
            CountDownLatch busy = new CountDownLatch(THREADS);
            List<Future<Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Runnable call = calls[i % calls.length];
                ends.add(threads.submit(() -> repeat(call, busy)));
            }
            for (int i = 0; i < 2; i++) {
                ends.add(threads.submit(() -> {
                    busy.await();
                    object.close();
                    return repeat(calls[0], busy);
                }));
            }
            for (Future<Throwable> end : ends) {
                assertThat(end.get())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is closed and can no longer be used");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Throwable repeat(Runnable call, CountDownLatch busy) throws InterruptedException {
        boolean first = true;
        while (true) {
            try {
                call.run();
            } catch (Throwable end) {
                return end;
            } finally {
                busy.countDown();
            }
            if (first) {
                busy.await();
                first = false;
            }
        }
    }
}
