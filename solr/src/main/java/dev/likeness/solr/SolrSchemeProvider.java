package dev.likeness.solr;

import dev.likeness.gallery.GalleryScheme;
import dev.likeness.gallery.GallerySchemeProvider;
import java.util.Map;

/** Galleries at addresses such as {@code solr:zk1:2181,zk2:2181/photos}. */
public final class SolrSchemeProvider implements GallerySchemeProvider {
    @Override
    public Map<String, GalleryScheme> entries() {
        return Map.of(ClusterAddress.SCHEME, address -> new ClusterPlace(ClusterAddress.of(address)));
    }
}
