package dev.likeness.classic;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.opencv.opencv_features2d.Feature2D;

/**
 * OpenCV's feature extractors, one for each thread that works at the same time: some of them keep the picture in a field
 * while they work, and some take long to make. Thread-safe.
 */
final class ExtractorPool implements AutoCloseable {
    private final Supplier<? extends Feature2D> making;
    private final Queue<Feature2D> idle = new ConcurrentLinkedQueue<>();

    /** Makes the first one, so that what cannot be loaded shows now. */
    ExtractorPool(Supplier<? extends Feature2D> making) {
        OpenCv.load();
        this.making = making;
        idle.add(making.get());
    }

    /** Lends an extractor. Scopes of native memory belong inside the work, for they would free the extractor too. */
    <T> T with(Function<Feature2D, T> work) {
        Feature2D borrowed = idle.poll();
        Feature2D extractor = borrowed == null ? making.get() : borrowed;
        try {
            return work.apply(extractor);
        } finally {
            idle.add(extractor);
        }
    }

    /** Frees all that are not lent. The measure closes it while no call is in progress: then none is lent. */
    @Override
    public void close() {
        for (Feature2D extractor = idle.poll(); extractor != null; extractor = idle.poll()) {
            extractor.close();
        }
    }
}
