package dev.likeness.classic;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.opencv.opencv_features2d.Feature2D;

/**
 * A pool of OpenCV's feature extractors, one for each concurrent thread. Some extractors keep the picture in a field while
 * they work, and some are slow to create. Thread-safe.
 */
final class ExtractorPool implements AutoCloseable {
    private final Supplier<? extends Feature2D> factory;
    private final Queue<Feature2D> idle = new ConcurrentLinkedQueue<>();

    /** Creates the first extractor, so that a library that cannot be loaded fails here. */
    ExtractorPool(Supplier<? extends Feature2D> factory) {
        OpenCv.load();
        this.factory = factory;
        idle.add(factory.get());
    }

    /** Lends an extractor. Open scopes of native memory inside the work: outside, they would free the extractor too. */
    <T> T with(Function<Feature2D, T> work) {
        Feature2D pooled = idle.poll();
        Feature2D extractor = pooled == null ? factory.get() : pooled;
        try {
            return work.apply(extractor);
        } finally {
            idle.add(extractor);
        }
    }

    /** Frees the idle extractors. The measure calls this while no call is in progress, when all are idle. */
    @Override
    public void close() {
        for (Feature2D extractor = idle.poll(); extractor != null; extractor = idle.poll()) {
            extractor.close();
        }
    }
}
