package dev.likeness.spark;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * What a function makes of the elements of one task, in their order, by threads that end with the task. The next elements are
 * begun before they are asked for, as far as they fit into memory. Not thread-safe.
 */
final class Ahead<A, B> implements Iterator<B> {
    /** Elements begun for each thread, so that none waits for the next one. */
    private static final int BEGUN_PER_THREAD = 4;

    private final Iterator<? extends A> elements;
    private final Function<? super A, B> function;
    private final Limits<A> limits;
    private final ExecutorService threads;
    private final Queue<Begun<B>> begun = new ArrayDeque<>();
    private long bytesBegun;
    private @Nullable A waiting;

    /**
     * @param threads how many elements are worked on at once
     * @param bytes that the elements begun may have together; a larger element is alone
     * @param size the bytes of an element
     */
    record Limits<A>(int threads, long bytes, ToLongFunction<? super A> size) {}

    private record Begun<B>(Future<B> result, long bytes) {}

    /** @param name of the threads, for a thread dump */
    Ahead(String name, Iterator<? extends A> elements, Function<? super A, B> function, Limits<A> limits) {
        this.elements = elements;
        this.function = function;
        this.limits = limits;
        this.threads = Executors.newFixedThreadPool(limits.threads(), work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        TaskContext.get().addTaskCompletionListener((TaskContext ended) -> threads.shutdownNow());
    }

    @Override
    public boolean hasNext() {
        return !begun.isEmpty() || waiting != null || elements.hasNext();
    }

    @Override
    public B next() {
        begin();
        Begun<B> first = begun.poll();
        if (first == null) {
            throw new NoSuchElementException("all elements of this task were given");
        }
        bytesBegun -= first.bytes();
        return result(first.result());
    }

    private void begin() {
        while (begun.size() < BEGUN_PER_THREAD * limits.threads() && (waiting != null || elements.hasNext())) {
            A element = waiting == null ? elements.next() : waiting;
            long bytes = limits.size().applyAsLong(element);
            if (!begun.isEmpty() && bytesBegun + bytes > limits.bytes()) {
                waiting = element;
                return;
            }
            waiting = null;
            bytesBegun += bytes;
            begun.add(new Begun<>(threads.submit(() -> function.apply(element)), bytes));
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the task was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
