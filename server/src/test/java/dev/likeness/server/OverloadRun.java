package dev.likeness.server;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows what happens past saturation: offers half of what one server can answer, then as much, twice, four and eight times as
 * much. Arguments: two pictures, seconds for each load.
 */
final class OverloadRun {
    private OverloadRun() {}

    public static void main(String[] words) throws Exception {
        Path none = Files.createTempDirectory("no-gallery");
        FormBody form = new FormBody()
                .file("a", Files.readAllBytes(Path.of(words[0])))
                .file("b", Files.readAllBytes(Path.of(words[1])));
        Duration time = Duration.ofSeconds(Long.parseLong(words[2]));
        try (ServerProcess server = ServerProcess.of(none, "-Xmx1g", "-XX:+UseParallelGC")) {
            HttpRequest request = Load.form(server.port(), "/api/compare", form);
            saturated(request, 10); // warm
            double answered = saturated(request, 10);
            System.out.printf(Locale.ROOT, "saturated: %.1f answered per second, by 6 callers%n", answered);
            for (double factor : new double[] {0.5, 1, 2, 4, 8}) {
                Load.Outcome outcome = new Load(factor * answered, time).run(i -> request);
                System.out.printf(
                        Locale.ROOT,
                        "offered %.1f per second (%.1f times): %.1f answered per second; %s; %.0f MB resident%n",
                        factor * answered,
                        factor,
                        outcome.times().size() / (double) time.toSeconds(),
                        outcome,
                        Load.residentMegabytes(server.handle()));
            }
        }
        Files.delete(none);
    }

    /** Answers per second if several callers send a request as soon as the one before is answered. */
    private static double saturated(HttpRequest request, int seconds) throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Thread caller = new Thread(() -> {
                HttpClient client = HttpClient.newHttpClient();
                while (System.nanoTime() < end) {
                    int status = client.sendAsync(request, BodyHandlers.discarding())
                            .join()
                            .statusCode();
                    answered.addAndGet(status == 200 ? 1 : 0);
                }
            });
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return (double) answered.get() / seconds;
    }
}
