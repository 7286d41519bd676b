package dev.likeness.progress;

/**
 * Is told how far long work has come; the command line draws it as a bar.
 *
 * <p>Called from one thread at a time. It should return quickly: the work waits for it.
 */
@FunctionalInterface
public interface Progress {
    /** Listens to nothing. */
    Progress NONE = (done, total, note) -> {};

    /**
     * One more step is done.
     *
     * @param done how much is done, 0 to {@code total}
     * @param total how much there is; 0 or less where that is not known
     * @param note a few words to show beside the bar, such as the loss; may be empty
     */
    void at(long done, long total, String note);
}
