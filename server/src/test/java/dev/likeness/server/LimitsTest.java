package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.picture.PictureLimits;
import dev.likeness.server.request.ServerLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The limits of size, time and number, and what happens past them. */
class LimitsTest {
    private static ServerSettings within(ServerLimits limits) {
        return ServerSettings.usual().within(limits);
    }

    private static FormBody pair() {
        return new FormBody().file("a", DrawnPictures.png(1)).file("b", DrawnPictures.jpeg(1));
    }

    private static void assertAnswers(TestServer server) throws Exception {
        assertThat(TestServer.json(server.post("/api/compare", pair()))
                        .path("match")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aBodyPastTheLimitIsRefused() throws Exception {
        ServerLimits.Body body = new ServerLimits.Body(100_000, Duration.ofSeconds(10));
        try (TestServer server = new TestServer(within(ServerLimits.usual().with(body)))) {
            FormBody large = new FormBody().file("a", new byte[200_000]).file("b", DrawnPictures.png(1));
            assertThat(TestServer.problem(server.post("/api/compare", large), 413))
                    .contains("100000 bytes");
            HttpRequest chunked = server.request("/api/compare")
                    .header("Content-Type", FormBody.mediaType())
                    .POST(HttpRequest.BodyPublishers.fromPublisher(
                            HttpRequest.BodyPublishers.ofByteArray(large.bytes())))
                    .build();
            assertThat(TestServer.problem(server.send(chunked), 413)).contains("100000 bytes");
            assertAnswers(server);
        }
    }

    @Test
    void aPictureIsRefusedByItsHeaderBeforeItIsDecoded() throws Exception {
        PictureLimits pictures = new PictureLimits(1_000_000, 5000, 1 << 20, Duration.ofSeconds(5));
        try (TestServer server = new TestServer(within(ServerLimits.usual().with(pictures)))) {
            byte[] bomb = DrawnPictures.plain(20_000, 20_000); // 400 megapixels in half a megabyte
            assertThat(bomb.length).isLessThan(1 << 20);
            long before = System.nanoTime();
            String detail = TestServer.problem(
                    server.post("/api/compare", new FormBody().file("a", bomb).file("b", bomb)), 413);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
            assertThat(detail)
                    .contains("20000x20000")
                    .contains("1.0 megapixels")
                    .contains("smaller");
            assertAnswers(server);
        }
    }

    @Test
    void aHeaderPastTheLimitIsRefused() throws Exception {
        try (TestServer server = new TestServer()) {
            String answer = server.raw(
                    "GET /healthz HTTP/1.1", "Host: 127.0.0.1", "X-Long: " + "x".repeat(ServerLimits.HEADER_BYTES));
            assertThat(answer).startsWith("HTTP/1.1 431").contains("urn:likeness:problem:header-too-large");
            String address = server.raw("GET /" + "x".repeat(20_000) + " HTTP/1.1", "Host: 127.0.0.1");
            assertThat(address).startsWith("HTTP/1.1 4").contains("urn:likeness:problem:");
            assertThat(server.raw("GET /healthz HTTP/1.1", "Host: 127.0.0.1", "Connection: close"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aSlowBodyIsRefusedAndHindersNobody() throws Exception {
        ServerLimits.Body body = new ServerLimits.Body(1 << 20, Duration.ofSeconds(1));
        ServerLimits limits = ServerLimits.usual().with(body).with(new ServerLimits.Work(1, 1, Duration.ofSeconds(5)));
        try (TestServer server = new TestServer(within(limits))) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                slow.add(begun(server));
            }
            assertAnswers(server); // slow bodies take no place in the queue
            for (int i = 0; i < 12; i++) {
                Thread.sleep(120);
                for (Socket socket : slow) {
                    try {
                        socket.getOutputStream().write('x');
                    } catch (IOException e) {
                        continue; // refused already
                    }
                }
            }
            for (Socket socket : slow) {
                socket.setSoTimeout(5000);
                byte[] answer = new byte[20];
                int read = socket.getInputStream().readNBytes(answer, 0, 12);
                assertThat(new String(answer, 0, read, StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 408");
                socket.close();
            }
            assertAnswers(server);
        }
    }

    private static Socket begun(TestServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /api/compare HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + FormBody.mediaType()
                        + "\r\nContent-Length: 100000\r\n\r\n--")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    @Test
    void pastTheQueueRequestsAreRefusedAndTheOthersAnswered() throws Exception {
        ServerLimits limits = ServerLimits.usual().with(new ServerLimits.Work(1, 2, Duration.ofSeconds(30)));
        ExecutorService callers = Executors.newFixedThreadPool(24);
        try (TestServer server = new TestServer(within(limits))) {
            assertAnswers(server);
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return server.post("/api/compare", pair().text("measures", "true"));
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        callers));
            }
            int done = 0;
            int refused = 0;
            for (CompletableFuture<HttpResponse<byte[]>> one : answers) {
                HttpResponse<byte[]> answer = one.get();
                if (answer.statusCode() == 200) {
                    JsonNode json = TestServer.json(answer);
                    assertThat(json.path("match").asBoolean()).isTrue();
                    done++;
                } else {
                    assertThat(TestServer.problem(answer, 429)).contains("the limit");
                    assertThat(Integer.parseInt(
                                    answer.headers().firstValue("Retry-After").orElseThrow()))
                            .isBetween(1, 60);
                    refused++;
                }
            }
            assertThat(done).isGreaterThanOrEqualTo(3);
            assertThat(refused).isPositive();
            assertAnswers(server);
            server.awaitCounted();
            String metrics = new String(server.get("/metrics").body(), StandardCharsets.UTF_8);
            assertThat(metrics)
                    .contains("likeness_refusals_total{problem=\"busy\"} " + refused + ".0")
                    .contains("likeness_queue 0.0")
                    .contains("likeness_requests_seconds_count{method=\"POST\",route=\"/api/compare\",status=\"200\"} "
                            + (done + 2))
                    .contains("likeness_requests_seconds_bucket");
            assertThat(server.log().stream().filter(access -> access.status() == 429))
                    .hasSize(refused)
                    .allMatch(access -> "busy".equals(access.problem()));
        } finally {
            callers.shutdownNow();
        }
    }
}
