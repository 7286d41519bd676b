package dev.likeness.server;

import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

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
            new Load(server.port(), 20, Duration.ofSeconds(10)).run(i -> request); // warm
            long begun = System.nanoTime();
            new Load(server.port(), 1000, Duration.ofSeconds(5)).run(i -> request);
            double answered = new Load(server.port(), 1000, Duration.ofSeconds(5))
                            .run(i -> request)
                            .times()
                            .size()
                    / 5.0;
            System.out.printf(
                    Locale.ROOT,
                    "saturated at %.1f answers per second, after %.0f s%n",
                    answered,
                    (System.nanoTime() - begun) / 1e9);
            for (double factor : new double[] {0.5, 1, 2, 4, 8}) {
                Load.Outcome outcome = new Load(server.port(), factor * answered, time).run(i -> request);
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
}
