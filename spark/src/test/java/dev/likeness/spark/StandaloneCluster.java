package dev.likeness.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.spi.ToolProvider;

/**
 * A standalone master and workers on the loopback, each in a separate JVM, from the jars of the class path of the tests. The
 * layout is that of a Spark installation: executors get all jars from {@code jars}, as a cluster provides them.
 */
final class StandaloneCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration START = Duration.ofMinutes(5);

    private final Path home;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    private StandaloneCluster(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    static StandaloneCluster start(Path home, int workers) throws IOException, InterruptedException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        Files.createDirectories(home.resolve("user"));
        int folders = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (entry.endsWith("*")) {
                for (String name : Optional.ofNullable(new File(entry.substring(0, entry.length() - 1)).list())
                        .orElse(new String[0])) {
                    link(
                            jars,
                            Path.of(entry.substring(0, entry.length() - 1), name)
                                    .toAbsolutePath());
                }
            } else if (Files.isDirectory(path)) {
                jar(path, jars.resolve("classes-" + folders++ + ".jar"));
            } else if (Files.isRegularFile(path)) {
                link(jars, path);
            }
        }
        StandaloneCluster cluster = new StandaloneCluster(home, freePort());
        cluster.run("master", "org.apache.spark.deploy.master.Master", "--port", String.valueOf(cluster.port));
        await(() -> cluster.logs("master").contains("I have been elected leader"), START);
        for (int i = 0; i < workers; i++) {
            cluster.startWorker();
        }
        for (int i = 0; i < workers; i++) {
            cluster.awaitWorker(i);
        }
        return cluster;
    }

    /** Starts one more worker with one core. Its number is that of workers before. */
    void startWorker() throws IOException {
        int number = processes.size() - 1;
        run(
                "worker-" + number,
                "org.apache.spark.deploy.worker.Worker",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                home.resolve("work-" + number).toString(),
                master());
    }

    private void awaitWorker(int number) throws InterruptedException {
        await(() -> logs("worker-" + number).contains("Successfully registered with master"), START);
    }

    private static void link(Path jars, Path jar) throws IOException {
        if (jar.toString().endsWith(".jar") && !Files.exists(jars.resolve(jar.getFileName()))) {
            Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
        }
    }

    private static void jar(Path classes, Path file) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        int code = jar.run(
                System.out,
                System.err,
                "--create",
                "--no-manifest",
                "--file",
                file.toString(),
                "-C",
                classes.toString(),
                ".");
        if (code != 0) {
            throw new IllegalStateException("jar of " + classes + " ended with " + code);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    String master() {
        return "spark://" + LOOPBACK + ":" + port;
    }

    /** The home folder of all processes: whatever a library writes beside its work is there. */
    Path userHome() {
        return home.resolve("user");
    }

    private ProcessBuilder java(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx640m",
                "-Duser.home=" + userHome(),
                "-Dspark.ui.enabled=false",
                "-cp",
                home.resolve("jars") + "/*"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
        builder.environment().put("HOME", userHome().toString());
        builder.environment().remove("ORT_DISABLE_TELEMETRY"); // nothing may depend on the user's setting
        builder.environment().remove("CLASSPATH");
        return builder;
    }

    private void run(String name, String type, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(type, "--host", LOOPBACK, "--webui-port", "0"));
        all.addAll(Arrays.asList(arguments));
        Path log = home.resolve(name + ".log");
        processes.add(
                java(all).redirectErrorStream(true).redirectOutput(log.toFile()).start());
    }

    /** A job as {@code spark-submit} runs it in client mode. */
    Process submit(Path log, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>();
        opened().forEach(all::add);
        all.add("-Dspark.task.maxFailures=8");
        all.add("-Dspark.executor.memory=768m");
        all.add("-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -Duser.home=" + userHome());
        all.add("-Dspark.sql.shuffle.partitions=4");
        all.add("dev.likeness.spark.command.Main");
        all.addAll(arguments);
        all.addAll(List.of("--master", master()));
        return java(all)
                .redirectError(log.toFile())
                .redirectOutput(home.resolve(log.getFileName() + ".out").toFile())
                .start();
    }

    String output(Path log) throws IOException {
        return Files.readString(home.resolve(log.getFileName() + ".out"));
    }

    private static List<String> opened() {
        return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .toList();
    }

    private String logs(String process) {
        try {
            return Files.readString(home.resolve(process + ".log"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Kills a worker and its executor, as the loss of a machine would. */
    void killWorker(int number) throws InterruptedException {
        Process worker = processes.get(1 + number);
        List<ProcessHandle> executors = worker.descendants().toList();
        if (executors.isEmpty()) {
            throw new IllegalStateException("worker " + number + " has no executor to kill");
        }
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
        worker.waitFor(10, TimeUnit.SECONDS);
    }

    static void await(BooleanSupplier condition, Duration most) throws InterruptedException {
        Instant end = Instant.now().plus(most);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("not within " + most);
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() throws IOException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            List<ProcessHandle> children = processes.get(i).descendants().toList();
            processes.get(i).destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(home.resolve("jars"))) {
            for (Path link : links) {
                Files.delete(link); // JUnit would warn of each
            }
        }
    }
}
