package dev.likeness.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Keeps a server busy with all its addresses, and prints its memory every half minute: what is resident, and what of the heap is
 * outside it. Arguments: minutes, requests per second, the heap such as 192m.
 */
final class SoakRun {
    private static final Duration STEP = Duration.ofSeconds(30);

    private SoakRun() {}

    public static void main(String[] words) throws Exception {
        int minutes = Integer.parseInt(words[0]);
        double perSecond = Double.parseDouble(words[1]);
        Path folder = Files.createTempDirectory("soak");
        GalleryFiles files = GalleryFiles.in(folder);
        List<String> ids = List.of(files.id("p1.png"), files.id("p2.png"), files.id("c1.jpg"), files.id("p4.png"));
        HostileRequests hostile = new HostileRequests(1);
        try (ServerProcess server = ServerProcess.of(files.gallery(), "-Xmx" + words[2], "-XX:+UseParallelGC")) {
            for (int step = 0; step < 2 * minutes; step++) {
                int first = step * 1_000_000;
                Load.Outcome outcome = new Load(perSecond, STEP).run(i -> request(server.port(), first + i, ids));
                for (int i = 0; i < 5; i++) {
                    int status = HostileRequests.send(server.port(), hostile.attack(first + i));
                    outcome.statuses().merge(status, 1, Integer::sum);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%.1f min: %s; %.0f MB resident, %.0f MB of it committed by the heap%n",
                        (step + 1) / 2.0,
                        outcome,
                        Load.residentMegabytes(server.handle()),
                        heapMegabytes(server.port()));
            }
            System.out.println("ended with " + server.stop() + " after SIGTERM");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static double heapMegabytes(int port) throws IOException, InterruptedException {
        HttpResponse<String> metrics =
                HttpClient.newHttpClient().send(Load.get(port, "/metrics"), HttpResponse.BodyHandlers.ofString());
        return metrics.body()
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_committed_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / 1e6;
    }

    private static HttpRequest request(int port, int number, List<String> ids) {
        String id = ids.get(number % ids.size());
        String other = ids.get((number + 1) % ids.size());
        byte[] a = DrawnPictures.png(number % 50);
        byte[] b = DrawnPictures.jpeg(number % 49);
        return switch (number % 10) {
            case 0, 1, 2 ->
                Load.form(port, "/api/compare", new FormBody().file("a", a).file("b", b));
            case 3 ->
                Load.form(
                        port,
                        "/api/compare",
                        new FormBody().file("a", a).file("b", b).text("maps", "true"));
            case 4 -> Load.form(port, "/api/encode", new FormBody().file("picture", a));
            case 5 -> Load.form(port, "/api/search", new FormBody().file("picture", b));
            case 6 -> Load.get(port, "/api/pictures/" + id + "/thumbnail?size=96");
            case 7 -> Load.get(port, "/api/duplicates" + (number % 100 == 7 ? "?refresh=true" : ""));
            case 8 ->
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/feedback"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(GalleryEndpointsTest.feedback(
                                id, other, number % 20 == 8 ? "undo" : number % 3 == 0 ? "same" : "different")))
                        .build();
            default -> Load.get(port, number % 20 == 9 ? "/metrics" : "/");
        };
    }
}
