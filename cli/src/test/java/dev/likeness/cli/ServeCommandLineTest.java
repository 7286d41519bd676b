package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} in a separate process: start, log, end, and refusals. */
class ServeCommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Process start(String... words) throws IOException {
        Path arguments = folder.resolve("java-arguments"); // ONNX Runtime does not start under a long command line
        Files.writeString(
                arguments,
                "-Xmx1g -XX:+UseSerialGC -Djava.awt.headless=true -cp \"" + System.getProperty("java.class.path")
                        + "\"");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + arguments,
                Main.class.getName(),
                "serve"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("log").toFile())
                .start();
    }

    private static HttpResponse<String> get(String address, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .header("X-Request-Id", "request-1")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void saysWhereItListensAnswersLogsAndStops() throws Exception {
        Path gallery = folder.resolve("gallery");
        assertThat(Result.run(
                                "gallery",
                                "add",
                                EXAMPLES.toString(),
                                "--gallery",
                                gallery.toString(),
                                "--model",
                                "photos")
                        .code())
                .isZero();
        Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
        Process process = start(
                "--port",
                "0",
                "--json",
                "--gallery",
                gallery.toString(),
                "--reports",
                "../docs/studies",
                "--token-file",
                token.toString());
        try {
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            JsonNode ready = JSON.readTree(output.readLine());
            String url = ready.path("url").asText();
            assertThat(url).matches("http://127\\.0\\.0\\.1:[0-9]+/");
            assertThat(get(url, "").statusCode()).isEqualTo(200);
            assertThat(get(url + "api/gallery", "wrong").statusCode()).isEqualTo(401);
            JsonNode state =
                    JSON.readTree(get(url + "api/gallery", "0123456789abcdef").body());
            assertThat(state.path("pictures").asInt()).isGreaterThan(10);
            assertThat(state.path("model").asText()).isEqualTo("photos");
            JsonNode reports =
                    JSON.readTree(get(url + "api/reports", "0123456789abcdef").body());
            assertThat(reports.path("reports").findValuesAsText("name")).contains("omniglot");
            HttpResponse<String> report = get(url + "reports/omniglot", "0123456789abcdef");
            assertThat(report.statusCode()).isEqualTo(200);
            assertThat(report.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'sha256-")
                    .contains("style-src 'sha256-")
                    .doesNotContain("unsafe");
            process.toHandle().destroy(); // SIGTERM; its output stays readable
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(output.readLine()).as("one object on standard output").isNull();
        } finally {
            process.destroyForcibly();
        }
        List<String> log = Files.readAllLines(folder.resolve("log"));
        assertThat(log).hasSize(5);
        for (String line : log) {
            JsonNode json = JSON.readTree(line);
            assertThat(json.path("event").asText()).isEqualTo("request");
            assertThat(json.path("request_id").asText()).isEqualTo("request-1");
            assertThat(json.path("status").asInt()).isIn(200, 401);
            assertThat(json.path("milliseconds").asDouble()).isPositive();
        }
    }

    @Test
    void refusesToBeReachedWithoutAToken() throws Exception {
        assertRefused("needs a token", "--host", "0.0.0.0");
        assertRefused("needs a token", "--name", "likeness.example");
        Path weak = Files.writeString(folder.resolve("weak"), "secret");
        assertRefused("16", "--token-file", weak.toString());
        assertRefused("--port", "--port", "70000");
        assertRefused("--concurrent", "--concurrent", "0");
        assertRefused(
                "there is no such folder", "--reports", folder.resolve("none").toString());
        assertRefused(
                "choose another port or host",
                "--host",
                "192.0.2.1",
                "--token-file",
                Files.writeString(folder.resolve("token"), "0123456789abcdef").toString());
    }

    private void assertRefused(String message, String... words) throws Exception {
        Process process = start(words);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("log")))
                .hasSize(1)
                .first()
                .asString()
                .contains(message);
    }
}
