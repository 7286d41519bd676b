package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.server.request.ServerLog;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests of other sites, of other machines, and the headers of every answer. */
class SecurityTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void aNameThatWasMadeToPointToThisMachineIsRefused() throws Exception {
        try (TestServer server = new TestServer()) {
            int port = server.port();
            for (String name : new String[] {
                "evil.example",
                "evil.example:" + port,
                "127.0.0.1.evil.example",
                "localhost.evil.example:" + port,
                "",
                "127.0.0.2:" + port,
                "[::2]:" + port,
                "localhost@evil.example"
            }) {
                String answer = server.raw("GET /api/models HTTP/1.1", "Host: " + name, "Connection: close");
                assertThat(answer).as(name).matches("(?s)HTTP/1.1 40[03] .*");
                assertThat(answer).as(name).doesNotContain("\"models\"");
            }
            for (String name : new String[] {"127.0.0.1:" + port, "localhost:" + port, "LOCALHOST", "[::1]:" + port}) {
                assertThat(server.raw("GET /api/models HTTP/1.1", "Host: " + name, "Connection: close"))
                        .as(name)
                        .startsWith("HTTP/1.1 200");
            }
            assertThat(server.raw("GET /api/models HTTP/1.0")).doesNotContain("\"models\"");
            assertThat(server.raw(
                            "GET http://evil.example/api/models HTTP/1.1", "Host: 127.0.0.1", "Connection: close"))
                    .doesNotContain("\"models\"");
            assertThat(server.raw("GET /api/models HTTP/1.1", "Host: 127.0.0.1", "Host: evil.example"))
                    .doesNotContain("\"models\"");
        }
    }

    @Test
    void aPageOfAnotherSiteCannotPostOrRead() throws Exception {
        try (TestServer server = new TestServer()) {
            FormBody pair = new FormBody().file("a", DrawnPictures.png(1)).file("b", DrawnPictures.png(1));
            String own = "http://127.0.0.1:" + server.port();
            for (String origin : new String[] {
                "https://evil.example",
                "null",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                own + ".evil.example",
                "http://localhost:" + server.port()
            }) {
                HttpRequest request = server.formRequest("/api/compare", pair)
                        .header("Origin", origin)
                        .build();
                assertThat(TestServer.problem(server.send(request), 403))
                        .as(origin)
                        .contains("own pages");
            }
            HttpRequest of = server.formRequest("/api/compare", pair)
                    .header("Origin", own)
                    .build();
            assertThat(TestServer.json(server.send(of)).path("match").asBoolean())
                    .isTrue();
            for (String site : new String[] {"cross-site", "same-site"}) {
                HttpRequest image = server.request("/api/models")
                        .header("Sec-Fetch-Site", site)
                        .header("Sec-Fetch-Mode", "no-cors")
                        .build();
                TestServer.problem(server.send(image), 403);
                HttpRequest posted = server.formRequest("/api/compare", pair)
                        .header("Sec-Fetch-Site", site)
                        .header("Sec-Fetch-Mode", "navigate")
                        .build();
                TestServer.problem(server.send(posted), 403);
                HttpRequest link = server.request("/")
                        .header("Sec-Fetch-Site", site)
                        .header("Sec-Fetch-Mode", "navigate")
                        .build();
                assertThat(server.send(link).statusCode())
                        .as("a link to the page")
                        .isEqualTo(200);
            }
            HttpRequest preflight = server.request("/api/compare")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .header("Origin", "https://evil.example")
                    .build();
            HttpResponse<byte[]> answer = server.send(preflight);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void aServerForOtherMachinesNeedsAToken() {
        ServerSettings.Address everywhere = new ServerSettings.Address("0.0.0.0", 0, Set.of());
        assertThatThrownBy(() -> ServerSettings.usual().at(everywhere)).hasMessageContaining("needs a token");
        assertThatThrownBy(() -> ServerSettings.usual()
                        .at(new ServerSettings.Address("127.0.0.1", 0, Set.of("likeness.example"))))
                .hasMessageContaining("needs a token");
        assertThatThrownBy(() -> ServerSettings.usual().withToken("short")).hasMessageContaining("16");
        assertThat(ServerSettings.usual().withToken(TOKEN).toString()).doesNotContain(TOKEN);
    }

    @Test
    void withATokenOnlyThePageIsOpen() throws Exception {
        ServerSettings settings =
                ServerSettings.usual().withToken(TOKEN).at(new ServerSettings.Address("0.0.0.0", 0, Set.of()));
        try (TestServer server = new TestServer(settings)) {
            int port = server.port();
            for (String path : new String[] {"/", "/docs", "/docs/docs.js", "/healthz", "/readyz", "/openapi.json"}) {
                assertThat(server.raw("GET " + path + " HTTP/1.1", "Host: any.example:" + port, "Connection: close"))
                        .as(path)
                        .startsWith("HTTP/1.1 200");
            }
            for (String path :
                    new String[] {"/api/models", "/metrics", "/api/reports", "/reports/x", "/api/duplicates"}) {
                String answer =
                        server.raw("GET " + path + " HTTP/1.1", "Host: any.example:" + port, "Connection: close");
                assertThat(answer).as(path).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
            }
            for (String given : new String[] {
                "Bearer " + TOKEN.substring(1),
                "Bearer " + TOKEN + "0",
                "Bearer",
                "Basic " + TOKEN,
                TOKEN,
                "Bearer null"
            }) {
                assertThat(server.raw(
                                "GET /api/models HTTP/1.1",
                                "Host: any.example:" + port,
                                "Authorization: " + given,
                                "Connection: close"))
                        .as(given)
                        .startsWith("HTTP/1.1 401");
            }
            for (String given : new String[] {"Bearer " + TOKEN, "bearer " + TOKEN}) {
                assertThat(server.raw(
                                "GET /api/models HTTP/1.1",
                                "Host: any.example:" + port,
                                "Authorization: " + given,
                                "Connection: close"))
                        .as(given)
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void everyAnswerHasTheSecurityHeadersAndARequestId() throws Exception {
        try (TestServer server = new TestServer()) {
            String host = "Host: 127.0.0.1";
            String close = "Connection: close";
            for (String[] lines : new String[][] {
                {"GET / HTTP/1.1", host, close},
                {"GET /nothing HTTP/1.1", host, close},
                {"DELETE /api/compare HTTP/1.1", host, close},
                {"GET /%2e%2e/secret HTTP/1.1", host, close},
                {"GET / HTTP/1.1", "Host: evil.example", close},
                {"GET / HTTP/1.1", host, close, "X-Long: " + "x".repeat(20_000)},
                {"BROKEN"}
            }) {
                String answer = server.raw(lines);
                assertThat(answer)
                        .as(lines[0])
                        .containsIgnoringCase("X-Request-Id: ")
                        .contains("default-src 'none'")
                        .contains("X-Content-Type-Options: nosniff")
                        .contains("Referrer-Policy: no-referrer")
                        .doesNotContain("unsafe-inline")
                        .doesNotContain("Jetty")
                        .doesNotContain("Server:");
            }
            HttpResponse<byte[]> own = server.send(server.request("/healthz")
                    .header("X-Request-Id", "order-17")
                    .build());
            assertThat(own.headers().firstValue("X-Request-Id")).contains("order-17");
            assertThat(server.log()).extracting(ServerLog.Access::requestId).contains("order-17");
            HttpResponse<byte[]> forged = server.send(
                    server.request("/healthz").header("X-Request-Id", "a b{}").build());
            assertThat(forged.headers().firstValue("X-Request-Id").orElse("")).matches("[0-9a-f]{16}");
        }
    }

    @Test
    void noPathOfARequestLeadsToAFile() throws Exception {
        try (TestServer server = new TestServer()) {
            for (String path : new String[] {
                "/assets/../index.html",
                "/assets/..%2findex.html",
                "/assets/%2e%2e/openapi.json",
                "/assets//etc/passwd",
                "/assets/..\\..\\pom.xml",
                "/docs/../docs/openapi.json",
                "/docs/%00",
                "/assets/index.html",
                "/reports/..%2f..%2fetc%2fpasswd",
                "/reports/%2e%2e",
                "/api/pictures/..%2f..%2fetc%2fpasswd/thumbnail",
                "/assets/;/../../pom.xml",
                "/docs/openapi.json%00.html",
                "/api/pictures/%2fetc%2fpasswd/thumbnail"
            }) {
                String answer = server.raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1", "Connection: close");
                assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|404|409) .*");
                assertThat(answer).as(path).contains("urn:likeness:problem:");
            }
        }
    }
}
