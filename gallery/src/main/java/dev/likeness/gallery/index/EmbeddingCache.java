package dev.likeness.gallery.index;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;

/** The embeddings of the segments that are open, read once for each segment. */
final class EmbeddingCache {
    private final Map<IndexReader.CacheKey, SegmentEmbeddings> all = new ConcurrentHashMap<>();
    private final Map<IndexReader.CacheKey, SegmentEmbeddings> outsideGraph = new ConcurrentHashMap<>();

    /** Of all documents of a segment. */
    SegmentEmbeddings all(LeafReader segment) throws IOException {
        return in(all, segment, SegmentEmbeddings::all);
    }

    /** Of the documents of a segment that the graph does not contain. */
    SegmentEmbeddings outsideGraph(LeafReader segment) throws IOException {
        return in(outsideGraph, segment, SegmentEmbeddings::outsideGraph);
    }

    private interface Reading {
        SegmentEmbeddings of(LeafReader segment) throws IOException;
    }

    private static SegmentEmbeddings in(
            Map<IndexReader.CacheKey, SegmentEmbeddings> segments, LeafReader segment, Reading reading)
            throws IOException {
        IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
        SegmentEmbeddings known = segments.get(helper.getKey());
        if (known != null) {
            return known;
        }
        SegmentEmbeddings read = reading.of(segment);
        if (segments.putIfAbsent(helper.getKey(), read) == null) {
            helper.addClosedListener(segments::remove);
        }
        return read;
    }
}
