package dev.likeness.solr;

import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.request.CoreAdminRequest;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.cloud.DocCollection;
import org.apache.solr.common.cloud.Replica;
import org.apache.solr.common.util.NamedList;

/** Asks each node for the size of its part of a collection. */
final class CollectionSize {
    private CollectionSize() {}

    /** @return bytes of all copies on nodes that answer; a node that was killed counts as live for some seconds */
    static long of(DocCollection collection, Set<String> liveNodes, Function<String, SolrClient> node) {
        long bytes = 0;
        for (Replica replica : collection.getReplicas()) {
            if (liveNodes.contains(replica.getNodeName())) {
                bytes += of(replica, node.apply(replica.getBaseUrl()));
            }
        }
        return bytes;
    }

    private static long of(Replica replica, SolrClient client) {
        try {
            NamedList<Object> index =
                    CoreAdminRequest.getStatus(replica.getCoreName(), client).getCoreStatus(replica.getCoreName());
            return index.findRecursive("index", "sizeInBytes") instanceof Number size ? size.longValue() : 0;
        } catch (SolrServerException | SolrException | IOException e) {
            return 0;
        }
    }
}
