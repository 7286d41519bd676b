package dev.likeness.solr.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/**
 * A program that runs one node of SolrCloud.
 *
 * <p>Arguments: the folder of the node, its port, and the address of ZooKeeper. It listens on the loopback and runs until it is
 * killed.
 */
final class SolrNode {
    private static final String SETTINGS = """
            <solr>
              <solrcloud>
                <str name="host">127.0.0.1</str>
                <int name="hostPort">%d</int>
                <str name="hostContext">solr</str>
                <int name="zkClientTimeout">%d</int>
              </solrcloud>
            </solr>
            """;

    /** A killed node counts as gone after this time, in milliseconds. */
    private static final int SESSION = 5_000;

    private SolrNode() {}

    /** Starts the node. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        prepare(home, port);
        System.setProperty("zkHost", arguments[2]);
        System.setProperty("solr.solr.home", home.toString());
        JettyConfig jetty =
                JettyConfig.builder().setPort(port).setContext("/solr").build();
        JettySolrRunner runner = new JettySolrRunner(home.toString(), new Properties(), jetty);
        runner.start();
        Thread.currentThread().join();
    }

    private static void prepare(Path home, int port) throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("solr.xml"), SETTINGS.formatted(port, SESSION));
    }
}
