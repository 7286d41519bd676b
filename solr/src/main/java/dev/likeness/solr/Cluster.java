package dev.likeness.solr;

import dev.likeness.error.InputException;
import dev.likeness.gallery.GalleryUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.SolrRequest;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.client.solrj.response.UpdateResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.cloud.ClusterState;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.params.SolrParams;

/**
 * A connection to a cluster. A request that fails because a node is gone, overloaded or not ready is repeated with growing pauses;
 * all requests here have the same effect if they arrive twice. Thread-safe.
 */
final class Cluster implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int TOO_MANY_REQUESTS = 429;

    private final ClusterAddress address;
    private final Duration patience;
    private final CloudClient client;

    /** @param patience how long a request is repeated */
    private Cluster(ClusterAddress address, Duration patience, CloudClient client) {
        this.address = address;
        this.patience = patience;
        this.client = client;
    }

    /**
     * Connects.
     *
     * @throws GalleryUnavailableException if ZooKeeper does not answer, or has no state of Solr
     */
    static Cluster connect(ClusterAddress address, Duration patience) {
        CloudClient client = new CloudClient(address);
        try {
            client.connect();
            return new Cluster(address, patience, client);
        } catch (RuntimeException e) {
            try {
                client.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw new GalleryUnavailableException(
                    address + ": no Solr cluster answers at the ZooKeeper address " + address.connection() + " ("
                            + reason(e) + "); check the address, and start the cluster",
                    e);
        }
    }

    private interface Request<R> {
        R send() throws SolrServerException, IOException;
    }

    private <R> R repeated(String what, Request<R> request) {
        long end = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return request.send();
            } catch (SolrServerException | IOException | SolrException e) {
                if (!mayPass(e)) {
                    throw new InputException(
                            address + ": the cluster refused to " + what + " (" + reason(e)
                                    + "); the log of Solr has the cause",
                            e);
                }
                if (System.nanoTime() + pause.toNanos() > end) {
                    throw new GalleryUnavailableException(
                            address + ": the cluster could not " + what + " within " + patience.toSeconds() + " s ("
                                    + reason(e) + "); check its nodes, and try again",
                            e);
                }
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private static boolean mayPass(Exception failure) {
        if (failure instanceof SolrException solr) {
            return solr.code() >= 500
                    || solr.code() == TOO_MANY_REQUESTS
                    || CloudClient.connectionFailure(solr).isPresent();
        }
        return true;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a request to the cluster waited", e);
        }
    }

    ClusterAddress address() {
        return address;
    }

    /** Threads for requests at the same time. */
    ExecutorService threads() {
        return client.threads();
    }

    /** Sends a request for administration. */
    void administer(String what, SolrRequest<?> request) {
        repeated(what, () -> client.request(request));
    }

    /** Runs a query. */
    QueryResponse query(String collection, SolrQuery query) {
        return repeated("search", () -> client.query(collection, query, SolrRequest.METHOD.POST));
    }

    /** Documents by their ids, also those that were not committed. */
    List<SolrDocument> documents(String collection, List<String> ids, String... fields) {
        if (ids.isEmpty()) {
            return List.of();
        }
        SolrParams wanted = new ModifiableSolrParams().set("fl", String.join(",", fields));
        return repeated("read documents", () -> client.getById(collection, ids, wanted));
    }

    /**
     * Adds documents. When this returns, each copy of their shards that is up has them in its log.
     *
     * @throws IllegalStateException if the answer does not say on how many copies they are: the HTTP client of SolrJ sends an
     *     empty request, and reports success, if documents cannot be written as bytes
     */
    void add(String collection, List<SolrInputDocument> documents) {
        UpdateResponse answer = repeated(
                "add documents", () -> new UpdateRequest().add(documents).process(client, collection));
        if (!(answer.getResponseHeader().get(UpdateRequest.REPFACT) instanceof Number copies)
                || copies.intValue() < 1) {
            throw new IllegalStateException(
                    address + ": the cluster answered, but has no copy of " + documents.size() + " documents");
        }
    }

    /** Removes documents by their ids. */
    void remove(String collection, List<String> ids) {
        repeated("remove documents", () -> new UpdateRequest().deleteById(ids).process(client, collection));
    }

    /** Makes all that was added and removed visible to searches. */
    void commit(String collection) {
        repeated("commit", () -> client.commit(collection, true, true, true));
    }

    /** The collection behind an alias; the name itself if it is no alias. */
    String resolve(String alias) {
        return client.getClusterStateProvider().resolveAlias(alias).get(0);
    }

    boolean isAlias(String name) {
        return !resolve(name).equals(name);
    }

    boolean exists(String collection) {
        return state().hasCollection(collection);
    }

    ClusterState state() {
        return client.getClusterStateProvider().getClusterState();
    }

    boolean allCopiesAreActive(String collection) {
        Set<String> live = liveNodes();
        return state().getCollection(collection).getReplicas().stream().allMatch(copy -> copy.isActive(live));
    }

    Set<String> liveNodes() {
        return client.getClusterStateProvider().getLiveNodes();
    }

    /** The size of the files of a collection on all nodes that are up, in bytes. */
    long bytes(String collection) {
        return CollectionSize.of(state().getCollection(collection), liveNodes(), client::node);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "the connection to %s could not be closed", address), e);
        }
    }
}
