package dev.likeness.solr.node;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A ZooKeeper server and some Solr nodes on the loopback, each in a separate process, with their data in a folder. This class
 * itself needs no library of Solr: the processes have a class path of their own, which the build writes into a file.
 *
 * <p>Not thread-safe, but for {@link #kill}.
 */
public final class LocalCluster implements AutoCloseable {
    /** The system property with the file that holds the class path of the processes. */
    public static final String CLASS_PATH = "likeness.solr.node.class-path";

    private static final Duration PATIENCE = Duration.ofMinutes(10); // only ends a hang

    private final Path folder;
    private final String classPath;
    private final int zooKeeperPort;
    private final Process zooKeeper;
    private final List<Node> nodes = new ArrayList<>();

    private static final class Node {
        private final int port;
        private final Path home;
        private Process process;

        Node(int port, Path home, Process process) {
            this.port = port;
            this.home = home;
            this.process = process;
        }
    }

    private LocalCluster(Path folder, String classPath, int zooKeeperPort, Process zooKeeper) {
        this.folder = folder;
        this.classPath = classPath;
        this.zooKeeperPort = zooKeeperPort;
        this.zooKeeper = zooKeeper;
    }

    /**
     * Starts a cluster. All nodes answer when this returns.
     *
     * @param folder for the data and logs of all processes
     * @param nodes their number, 1 or more
     */
    public static LocalCluster start(Path folder, int nodes) {
        String classPath = classPath();
        try {
            Files.createDirectories(folder.resolve("zookeeper"));
            int port = freePort();
            Path settings = folder.resolve("zoo.cfg");
            Files.writeString(settings, """
                    tickTime=500
                    dataDir=%s
                    clientPort=%d
                    clientPortAddress=127.0.0.1
                    admin.enableServer=false
                    maxClientCnxns=0
                    """.formatted(folder.resolve("zookeeper"), port));
            Process zooKeeper = java(
                    classPath,
                    folder.resolve("zookeeper.log"),
                    "256m",
                    List.of("org.apache.zookeeper.server.quorum.QuorumPeerMain", settings.toString()));
            LocalCluster cluster = new LocalCluster(folder, classPath, port, zooKeeper);
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "end of the cluster"));
            try {
                await(() -> isOpen(port), zooKeeper, folder.resolve("zookeeper.log"));
                for (int i = 0; i < nodes; i++) {
                    cluster.launch(i);
                }
                for (int i = 0; i < nodes; i++) {
                    cluster.awaitNode(i);
                }
                return cluster;
            } catch (RuntimeException | Error e) {
                cluster.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        String file = System.getProperty(CLASS_PATH);
        if (file == null) {
            throw new IllegalStateException("the system property " + CLASS_PATH
                    + " is not set; it names the file with the class path of Solr that the module solr-node builds");
        }
        try {
            Path own = Path.of(LocalCluster.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own + File.pathSeparator + Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": build the module solr-node first", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process java(String classPath, Path log, String heap, List<String> program) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dlog4j2.level=WARN",
                "-Duser.timezone=UTC",
                "-Dsolr.log.dir=" + log.toAbsolutePath().getParent(),
                "-cp",
                classPath));
        command.addAll(program);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void launch(int number) throws IOException {
        int port = number < nodes.size() ? nodes.get(number).port : freePort();
        Path home = folder.resolve("node-" + number);
        Process process = java(
                classPath,
                log(number),
                "512m",
                List.of(
                        LocalCluster.class.getPackageName() + ".SolrNode",
                        home.toString(),
                        String.valueOf(port),
                        zooKeeper()));
        if (number < nodes.size()) {
            nodes.get(number).process = process;
        } else {
            nodes.add(new Node(port, home, process));
        }
    }

    private Path log(int number) {
        return folder.resolve("node-" + number + ".log");
    }

    private void awaitNode(int number) {
        Node node = nodes.get(number);
        await(() -> isHealthy(url(number)), node.process, log(number));
    }

    private static void await(BooleanSupplier ready, Process process, Path log) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "a process of the cluster did not start within " + PATIENCE.toSeconds() + " s; see " + log);
            }
            pause(100);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a node is known to ZooKeeper and answers. */
    private static boolean isHealthy(String url) {
        try {
            HttpURLConnection request = (HttpURLConnection)
                    URI.create(url + "/admin/info/health").toURL().openConnection();
            request.setConnectTimeout(500);
            request.setReadTimeout(5_000);
            return request.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The address of ZooKeeper, {@code host:port}. */
    public String zooKeeper() {
        return "127.0.0.1:" + zooKeeperPort;
    }

    /** The name by which Solr knows a node. */
    public String nodeName(int number) {
        return "127.0.0.1:" + nodes.get(number).port + "_solr";
    }

    /** The address of a node for HTTP. */
    public String url(int number) {
        return "http://127.0.0.1:" + nodes.get(number).port + "/solr";
    }

    /** The folder with the data of a node. */
    public Path home(int number) {
        return nodes.get(number).home;
    }

    /** Ends a node at once, as {@code kill -9} does. It returns when the process is gone. */
    public void kill(int number) {
        end(nodes.get(number).process);
    }

    /** Starts a node again that was killed, with its data and at its address. */
    public void restart(int number) {
        try {
            launch(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitNode(number);
    }

    /** Ends all processes. Their data and logs stay. */
    @Override
    public void close() {
        nodes.forEach(node -> end(node.process));
        end(zooKeeper);
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
