package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.server.request.ServerLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A real server on a free port, and a client for it. Keeps the log. */
final class TestServer implements AutoCloseable, ServerLog {
    static final ObjectMapper JSON = new ObjectMapper();

    private final LikenessServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Access> answered = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    TestServer(ServerSettings settings) {
        server = LikenessServer.start(settings.atPort(0), new BundledModels("photos"), this);
    }

    TestServer() {
        this(ServerSettings.usual());
    }

    @Override
    public void answered(Access access) {
        answered.add(access);
    }

    @Override
    public void failed(String requestId, String message, @Nullable Throwable fault) {
        failures.add(requestId + " " + message + " " + fault);
    }

    /** All requests that were answered so far; a caller can have an answer shortly before it is in the log. */
    List<Access> logSoFar() {
        return answered;
    }

    /** All requests, after those that callers have answers to were counted and written to the log. */
    List<Access> log() throws InterruptedException {
        awaitCounted();
        return answered;
    }

    /** Waits until all requests are counted and in the log. */
    void awaitCounted() throws InterruptedException {
        for (int i = 0; server.requestsInside() > 0; i++) {
            assertThat(i).as("waiting for requests that do not end").isLessThan(2000);
            Thread.sleep(5);
        }
    }

    /** Faults of the server. */
    List<String> failures() {
        return failures;
    }

    List<Routes.Route> routes() {
        return server.routes().all();
    }

    int port() {
        return server.port();
    }

    URI uri(String path) {
        return server.uri().resolve(path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).version(HttpClient.Version.HTTP_1_1);
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    HttpResponse<byte[]> post(String path, FormBody form) throws IOException, InterruptedException {
        return send(formRequest(path, form).build());
    }

    HttpRequest.Builder formRequest(String path, FormBody form) {
        return request(path)
                .header("Content-Type", FormBody.mediaType())
                .POST(BodyPublishers.ofByteArray(form.bytes()));
    }

    HttpResponse<byte[]> postJson(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** The body of an answer that succeeded. */
    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(text).isIn(200, 202);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/json");
        return JSON.readTree(text);
    }

    /** The detail of a problem, after its form was checked. */
    static String problem(HttpResponse<byte[]> response, int status) throws IOException {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(text).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/problem+json");
        JsonNode json = JSON.readTree(text);
        assertThat(json.path("status").asInt()).isEqualTo(status);
        assertThat(json.path("type").asText()).startsWith("urn:likeness:problem:");
        assertThat(json.path("title").asText()).isNotEmpty();
        assertThat(json.path("instance").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElse(""));
        String detail = json.path("detail").asText();
        assertThat(detail).isNotEmpty().doesNotContain("--", "LIKENESS_", "Exception");
        return detail;
    }

    /** Sends bytes as they are, and reads until the server closes the connection or is silent for 5 seconds. */
    String raw(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            try {
                for (int read = socket.getInputStream().read(buffer);
                        read >= 0;
                        read = socket.getInputStream().read(buffer)) {
                    answer.write(buffer, 0, read);
                }
            } catch (java.net.SocketTimeoutException e) {
                answer.writeBytes("\n(timeout)".getBytes(StandardCharsets.US_ASCII));
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /** A request of these lines, without a body. */
    String raw(String... lines) throws IOException {
        return raw((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        server.close();
    }
}
