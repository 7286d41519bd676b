package dev.likeness.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Runs one function over a list in several threads. Results are in the order of the list, independent of the number of
 * threads.
 *
 * @param threads the number of threads, at least 1
 */
public record Workers(int threads) {
    /**
     * Applies a function to every input. The threads have ended when this returns or throws.
     *
     * @param done receives the number of results after each result
     * @throws IllegalStateException if the calling thread is interrupted; its interrupt status is kept
     * @throws RuntimeException the exception of the first input, in order, whose work fails; work that has not started is
     *     dropped
     */
    public <T, R> List<R> inOrder(List<T> inputs, Function<T, R> work, IntConsumer done) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<R>> running = new ArrayList<>(inputs.size());
            for (T input : inputs) {
                running.add(pool.submit(() -> work.apply(input)));
            }
            List<R> results = new ArrayList<>(inputs.size());
            for (Future<R> result : running) {
                if (Thread.interrupted()) { // get() does not say so of a result that is there already
                    throw new InterruptedException();
                }
                results.add(result.get());
                done.accept(results.size());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before all " + inputs.size() + " inputs were processed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            end(pool);
        }
    }

    /** Waits for the threads, as the caller may remove the folder that they write into. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a worker is still running a minute after it was told to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
