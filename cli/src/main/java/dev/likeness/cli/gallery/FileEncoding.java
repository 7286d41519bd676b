package dev.likeness.cli.gallery;

import dev.likeness.cli.option.RemedyText;
import dev.likeness.error.InputException;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads, resizes and encodes picture files on all processors, and gives the embeddings in the order of the files. Each
 * thread holds one picture; a few embeddings wait for their turn. So memory does not depend on the number of files.
 *
 * @param measure should be opened for many callers: each thread encodes its own picture
 */
record FileEncoding(Measure measure) {
    /** Files that are begun for each processor, so that a large picture does not keep the other threads waiting. */
    private static final int FILES_PER_PROCESSOR = 32;

    /** One file: its embedding, or the reason why there is none. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    record Encoded(Path file, float @Nullable [] embedding, String fault) {}

    /** @param each gets every file, on the calling thread */
    void encode(List<Path> files, Consumer<Encoded> each) {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(processors);
        try {
            Queue<Future<Encoded>> begun = new ArrayDeque<>();
            for (Iterator<Path> next = files.iterator(); next.hasNext() || !begun.isEmpty(); ) {
                while (next.hasNext() && begun.size() < FILES_PER_PROCESSOR * processors) {
                    Path file = next.next();
                    begun.add(pool.submit(() -> encode(file)));
                }
                each.accept(arrived(begun.remove()));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Encoded encode(Path file) {
        try {
            Picture picture = Picture.readAtLeast(file, measure.sideNeeded());
            return new Encoded(file, measure.encode(picture, Side.A).embedding(), "");
        } catch (InputException e) {
            return new Encoded(file, null, RemedyText.message(e));
        }
    }

    private static Encoded arrived(Future<Encoded> encoded) {
        try {
            return encoded.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pictures were encoded", e);
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
