package dev.likeness.solr;

import dev.likeness.gallery.SearchSettings;
import dev.likeness.gallery.SearchedPictures;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.gallery.index.UnitEmbedding;
import dev.likeness.measure.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrDocument;

/**
 * The pictures of one search in a collection, by their ids. Each shard finds its nearest pictures; the nearest of all shards
 * come back with their codes.
 */
final class ClusterPictures implements SearchedPictures<String> {
    /** Each shard collects as many pictures as this: a larger one costs memory on all nodes. */
    private static final int MOST_NEAR = 10_000;

    private final Cluster cluster;
    private final String collection;
    private final SearchSettings settings;
    private final Map<String, SolrDocument> found = new ConcurrentHashMap<>();

    ClusterPictures(Cluster cluster, String collection, SearchSettings settings) {
        this.cluster = cluster;
        this.collection = collection;
        this.settings = settings;
    }

    @Override
    public List<List<String>> nearest(List<Query> queries) {
        List<CompletableFuture<List<String>>> running = queries.stream()
                .map(query -> CompletableFuture.supplyAsync(() -> nearest(query), cluster.threads()))
                .toList();
        try {
            return running.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private List<String> nearest(Query query) {
        SolrQuery request = new SolrQuery();
        request.set("vector", text(UnitEmbedding.of(query.code())));
        if (settings.exact()) {
            request.setQuery("{!func}vectorSimilarity(" + PictureFields.VECTOR + ",$vector)");
        } else {
            request.setQuery("{!knn f=" + PictureFields.VECTOR + " topK=" + query.most() + " v=$vector}");
        }
        FilterQuery.add(request, settings.filter());
        request.setRows(query.most());
        request.setFields(PictureFields.WITH_CODE);
        List<String> ids = new ArrayList<>();
        for (SolrDocument document : cluster.query(collection, request).getResults()) {
            String id = PictureFields.text(document, PictureFields.ID);
            ids.add(id);
            found.putIfAbsent(id, document);
        }
        return ids;
    }

    private static String text(float[] vector) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return text.append(']').toString();
    }

    @Override
    public int mostNear() {
        return MOST_NEAR;
    }

    @Override
    public StoredPicture picture(String id) {
        return PictureFields.picture(Objects.requireNonNull(found.get(id)));
    }

    @Override
    public Code code(String id) {
        return PictureFields.code(Objects.requireNonNull(found.get(id)));
    }

    /** The machine that answers need not have the files. */
    @Override
    public boolean isWanted(StoredPicture picture) {
        return true;
    }
}
