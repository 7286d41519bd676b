package dev.likeness.progress;

/**
 * Receives the progress of long work; the command line draws it as a bar.
 *
 * <p>Called from one thread at a time. It should return quickly, because the work waits for it.
 */
@FunctionalInterface
public interface Progress {
    /** Ignores all progress. */
    Progress NONE = (done, total, note) -> {};

    /**
     * Reports a finished step.
     *
     * @param done the number of finished units, 0 to {@code total}
     * @param total the number of all units; 0 or less if unknown
     * @param note a short text to show beside the bar, such as the loss; may be empty
     */
    void at(long done, long total, String note);
}
