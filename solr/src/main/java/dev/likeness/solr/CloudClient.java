package dev.likeness.solr;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.client.solrj.impl.ClusterStateProvider;
import org.apache.solr.client.solrj.impl.HttpJdkSolrClient;
import org.apache.solr.client.solrj.impl.LBSolrClient;

/**
 * SolrJ's client for a cluster, which reads the state of the cluster from ZooKeeper and sends requests to the right nodes, over
 * the HTTP client of the JDK. SolrJ's own classes for this use Jetty 10, which cannot be beside the Jetty of the server.
 */
final class CloudClient extends CloudSolrClient {
    private static final long serialVersionUID = 1L;

    private static final long CONNECT_SECONDS = 3;
    private static final long ANSWER_SECONDS = 60;

    private final transient ClusterStateProvider state;
    private final transient ExecutorService threads;
    private final transient Nodes nodes;

    CloudClient(ClusterAddress address) {
        super(true, true, false); // updates go to leaders, to all shards at once
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "solr-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        nodes = new Nodes(threads);
        state = ClusterStateProvider.newZkClusterStateProvider(
                address.zooKeeper(), address.chroot().orElse(null), true);
    }

    /** One client for each node. */
    private static final class Nodes extends LBSolrClient {
        private static final long serialVersionUID = 1L;

        private final transient ExecutorService threads;
        private final transient Map<String, HttpJdkSolrClient> clients = new ConcurrentHashMap<>();

        Nodes(ExecutorService threads) {
            super(List.of());
            this.threads = threads;
        }

        @Override
        protected SolrClient getClient(String url) {
            return clients.computeIfAbsent(
                    url,
                    node -> new HttpJdkSolrClient.Builder(node)
                            .useHttp1_1(true)
                            .withExecutor(threads)
                            .withConnectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                            .withRequestTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                            .build());
        }

        @Override
        protected SolrClient getClient(Endpoint endpoint) {
            return getClient(endpoint.getBaseUrl());
        }

        @Override
        public void close() {
            super.close();
            for (HttpJdkSolrClient client : clients.values()) {
                try {
                    client.close();
                } catch (IOException e) {
                    throw new IllegalStateException("a client of the JDK could not be closed", e);
                }
            }
        }
    }

    @Override
    protected LBSolrClient getLbClient() {
        return nodes;
    }

    @Override
    public ClusterStateProvider getClusterStateProvider() {
        return state;
    }

    /** A client for requests to one node. It is closed with this object. */
    SolrClient node(String url) {
        return nodes.getClient(url);
    }

    /** Threads for requests at the same time. */
    ExecutorService threads() {
        return threads;
    }

    /** A connection that broke, as the JDK's client reports it: the state of the cluster is read again then. */
    @Override
    protected boolean wasCommError(Throwable failure) {
        return super.wasCommError(failure) || connectionFailure(failure).isPresent();
    }

    /** The failure of a connection that caused another failure. */
    static Optional<IOException> connectionFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return Optional.of(io);
            }
            if (cause instanceof SolrServerException && cause.getCause() == null) {
                return Optional.of(new IOException(cause.getMessage())); // no node of a shard answers
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        state.close();
        nodes.close();
        threads.shutdownNow();
        super.close();
    }
}
