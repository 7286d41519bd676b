package dev.likeness.measure;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Prevents native memory from being freed while a call uses it. The calls of an object run inside {@link #call}, and its
 * {@code close()} runs {@link #close}.
 *
 * <ul>
 *   <li>{@code close} waits for the calls in progress. They end normally, even if they call the same object again.
 *   <li>Calls that start after {@code close} has started get an {@link IllegalStateException}. They never wait, so a call
 *       that waits for other threads cannot deadlock with a close.
 *   <li>A second {@code close} does nothing, but returns only after the object is closed.
 *   <li>A {@code close} from inside a call of the same thread is an error, because it would wait for itself.
 *   <li>An interrupt has no effect on this, and the thread stays interrupted.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class ClosingGate {
    private final String what;
    private final String next;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closing;
    private volatile boolean closed;

    /**
     * Opens a gate.
     *
     * @param what names the object in errors, such as {@code model characters}
     * @param next what to do if the object is closed, such as {@code open it again}
     */
    public ClosingGate(String what, String next) {
        this.what = what;
        this.next = next;
    }

    /**
     * Runs some work and keeps the object open meanwhile.
     *
     * @throws IllegalStateException if the object is closed, or another thread has started to close it
     */
    public <T> T call(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** As {@link #call(Supplier)}, for work without a result. */
    public void run(Runnable work) {
        enter();
        try {
            work.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void enter() {
        // lock() would wait behind a waiting close; tryLock() fails only while another thread frees the memory
        if (closing && lock.getReadHoldCount() == 0 || !lock.readLock().tryLock()) {
            throw refused();
        }
        if (closed) {
            lock.readLock().unlock();
            throw refused();
        }
    }

    private IllegalStateException refused() {
        return new IllegalStateException(
                what + " is closed and can no longer be used; " + next + ", and close it only after its last call");
    }

    /**
     * Frees the memory of the object after all calls have ended, unless it is already freed.
     *
     * @param release frees the memory; runs once, while no call is in progress
     * @throws IllegalStateException if the calling thread is inside a call of the same object
     */
    public void close(Runnable release) {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException(
                    what
                            + " cannot be closed by a thread that is running a call on it; close it after the call has returned");
        }
        closing = true;
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
