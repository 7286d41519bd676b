package dev.likeness.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a polite kill: the work is asked to stop, and the JVM waits until it has left its state behind. Ending a
 * process within a native call is what crashes are made of.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean asked;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::ask, "interruption"));
    }

    private void ask() {
        asked = true;
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("likeness: the work did not stop within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether to stop. */
    boolean asked() {
        return asked;
    }

    /** The work has stopped, one way or another. */
    void done() {
        done.countDown();
    }
}
