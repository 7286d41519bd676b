package dev.likeness.server;

import dev.likeness.Likeness;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures the processor time of {@code /api/compare} against the library. A server and a program that calls the library run
 * in processes of their own, with the same options of Java, on the same two pictures. They work in turns, so that other load
 * on the machine affects both alike; the ratio of the medians is reported. Arguments: two pictures, rounds, comparisons in a
 * round.
 */
final class CompareCost {
    private static final String[] OPTIONS = {"-Xmx1g", "-XX:+UseParallelGC"};
    private static final int WARM_UP = 20; // rounds, until the compilers of Java have little left to do
    private static final String LIBRARY = "library";
    private static final String LIBRARY_AS_THE_SERVER = "library-as-the-server";

    private CompareCost() {}

    public static void main(String[] words) throws Exception {
        if (words[0].startsWith(LIBRARY)) {
            library(words[0], Path.of(words[1]), Path.of(words[2]));
            return;
        }
        Path a = Path.of(words[0]);
        Path b = Path.of(words[1]);
        int rounds = Integer.parseInt(words[2]);
        int comparisons = Integer.parseInt(words[3]);
        Path none = Files.createTempDirectory("no-gallery");
        try (ServerProcess server = ServerProcess.of(none, OPTIONS);
                LibraryProcess library = new LibraryProcess(LIBRARY, a, b);
                LibraryProcess asTheServer = new LibraryProcess(LIBRARY_AS_THE_SERVER, a, b)) {
            double[] ofServer = new double[rounds];
            double[] ofLibrary = new double[rounds];
            double[] ofLibraryAsTheServer = new double[rounds];
            for (int round = -WARM_UP; round < rounds; round++) {
                double inProcess = library.milliseconds(comparisons);
                double inProcessAsTheServer = asTheServer.milliseconds(comparisons);
                double overHttp = milliseconds(server, a, b, comparisons);
                if (round >= 0) {
                    ofServer[round] = overHttp;
                    ofLibrary[round] = inProcess;
                    ofLibraryAsTheServer[round] = inProcessAsTheServer;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "processor time per comparison: server %.2f ms; library %.2f ms, ratio %.3f; library opened as the server"
                            + " opens it %.2f ms, ratio %.3f (medians of %d rounds of %d; %s, %s)%n",
                    median(ofServer),
                    median(ofLibrary),
                    median(ofServer) / median(ofLibrary),
                    median(ofLibraryAsTheServer),
                    median(ofServer) / median(ofLibraryAsTheServer),
                    rounds,
                    comparisons,
                    a.getFileName(),
                    b.getFileName());
        }
        Files.delete(none);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double milliseconds(ServerProcess server, Path a, Path b, int comparisons)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/compare"))
                .header("Content-Type", FormBody.mediaType())
                .POST(BodyPublishers.ofByteArray(new FormBody()
                        .file("a", Files.readAllBytes(a))
                        .file("b", Files.readAllBytes(b))
                        .text("model", "photos")
                        .bytes()))
                .build();
        Duration before = processorTime(server.handle());
        for (int i = 0; i < comparisons; i++) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        }
        return (processorTime(server.handle()).toNanos() - before.toNanos()) / 1e6 / comparisons;
    }

    private static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** The program that calls the library: compares as often as each line of its input says, then prints a line. */
    private static void library(String kind, Path a, Path b) throws IOException {
        ModelFiles photos = Models.bundled("photos");
        byte[] first = Files.readAllBytes(a);
        byte[] second = Files.readAllBytes(b);
        try (Likeness likeness = kind.equals(LIBRARY) ? Likeness.open(photos) : Likeness.openForManyCallers(photos);
                BufferedReader input =
                        new BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                double sum = 0;
                for (int i = 0; i < Integer.parseInt(line); i++) {
                    sum += likeness.compare(Picture.read(first), Picture.read(second))
                            .probability();
                }
                System.out.println(sum);
            }
        }
    }

    private static final class LibraryProcess implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;

        LibraryProcess(String kind, Path a, Path b) throws IOException {
            ProcessBuilder start = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            OPTIONS[0],
                            OPTIONS[1],
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            CompareCost.class.getName(),
                            kind,
                            a.toString(),
                            b.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            start.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            process = start.start();
            output = process.inputReader(StandardCharsets.UTF_8);
        }

        double milliseconds(int comparisons) throws IOException {
            Duration before = processorTime(process.toHandle());
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(comparisons + "\n")
                    .flush();
            if (output.readLine() == null) {
                throw new IOException("the program has ended");
            }
            return (processorTime(process.toHandle()).toNanos() - before.toNanos()) / 1e6 / comparisons;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
