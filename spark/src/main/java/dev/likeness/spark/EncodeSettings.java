package dev.likeness.spark;

import java.io.Serializable;

/**
 * How pictures are divided among tasks.
 *
 * @param taskBytes the bytes of files that one task reads, 1 or more; small jobs use smaller tasks
 * @param runBytes the bytes after which the finished rows are committed: what an interrupted job repeats at most
 */
public record EncodeSettings(long taskBytes, long runBytes) implements Serializable {
    private static final long serialVersionUID = 1;

    /** 64 MB for a task, 64 GB for a run. */
    public static final EncodeSettings USUAL = new EncodeSettings(64L << 20, 64L << 30);

    public EncodeSettings {
        if (taskBytes < 1 || runBytes < 1) {
            throw new IllegalArgumentException(
                    "tasks of " + taskBytes + " bytes and runs of " + runBytes + "; allowed: 1 or more");
        }
    }
}
