package dev.likeness.gallery.index;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;

/** The embeddings of the segments that are open, read once for each segment. */
final class EmbeddingCache {
    private final Map<IndexReader.CacheKey, SegmentEmbeddings> segments = new ConcurrentHashMap<>();

    SegmentEmbeddings of(LeafReader segment) throws IOException {
        IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
        SegmentEmbeddings known = segments.get(helper.getKey());
        if (known != null) {
            return known;
        }
        SegmentEmbeddings read = SegmentEmbeddings.of(segment);
        if (segments.putIfAbsent(helper.getKey(), read) == null) {
            helper.addClosedListener(segments::remove);
        }
        return read;
    }
}
