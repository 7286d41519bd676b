package dev.likeness.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at a fixed rate, whether or not earlier ones are answered, as many independent callers do.
 *
 * @param perSecond the offered load
 */
record Load(double perSecond, Duration time) {
    /** Times in milliseconds of the answers with status 200, and the number of answers by status; 0 for none. */
    record Outcome(List<Double> times, Map<Integer, Integer> statuses) {
        /** The time that a share of the answers needed at most. */
        double quantile(double share) {
            return times.isEmpty() ? Double.NaN : times.get((int) Math.min(times.size() - 1, share * times.size()));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "answers %s; of status 200: p50 %.0f ms, p99 %.0f ms",
                    statuses,
                    quantile(0.5),
                    quantile(0.99));
        }
    }

    /** @param requests the request with a number */
    Outcome run(IntFunction<HttpRequest> requests) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Double> times = Collections.synchronizedList(new ArrayList<>());
        Map<Integer, Integer> statuses = Collections.synchronizedMap(new TreeMap<>());
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; System.nanoTime() - begun < time.toNanos(); i++) {
            long due = begun + Math.round(i / perSecond * 1e9);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            long start = System.nanoTime();
            sent.add(client.sendAsync(requests.apply(i), BodyHandlers.ofByteArray())
                    .handle((answer, fault) -> {
                        int status = answer == null ? 0 : answer.statusCode();
                        statuses.merge(status, 1, Integer::sum);
                        if (status == 200) {
                            times.add((System.nanoTime() - start) / 1e6);
                        }
                        return null;
                    }));
        }
        sent.forEach(CompletableFuture::join);
        Collections.sort(times);
        return new Outcome(times, statuses);
    }

    static HttpRequest form(int port, String path, FormBody form) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", FormBody.mediaType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                .build();
    }

    static HttpRequest get(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    /** The resident memory of a process in megabytes, on Linux; NaN elsewhere. */
    static double residentMegabytes(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000)
                .findFirst()
                .orElse(Double.NaN);
    }
}
