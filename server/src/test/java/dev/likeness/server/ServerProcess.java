package dev.likeness.server;

import dev.likeness.server.request.ServerLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a separate process, which can be killed. It prints its port. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the server has ended");
        }
        this.port = Integer.parseInt(line);
    }

    /**
     * Starts one.
     *
     * @param options of Java
     */
    static ServerProcess of(Path gallery, String... options) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        words.addAll(List.of(options));
        words.add(ServerProcess.class.getName());
        words.add(gallery.toString());
        ProcessBuilder start = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        start.environment().putIfAbsent("MALLOC_ARENA_MAX", "2"); // as the launcher does
        // Not on the command line: ONNX Runtime crashes if that is long.
        start.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new ServerProcess(start.start());
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it at once, without a chance to finish anything (SIGKILL). */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to stop (SIGTERM), and waits for its end. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process: the folder of a gallery. */
    public static void main(String[] words) throws InterruptedException {
        LikenessServer server = LikenessServer.start(
                ServerSettings.usual().atPort(0).withGallery(Path.of(words[0])),
                new BundledModels("photos"),
                ServerLog.NONE);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(server.port());
        Thread.currentThread().join();
    }
}
