package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.server.ApiDescription.Operation;
import dev.likeness.server.DescribedRequests.Made;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of the API against the real server: its addresses, and seeded requests that are made from it, valid and
 * invalid: 120 of each, or as many as the property {@code server.requests} says.
 */
class ApiDescriptionTest {
    /** Pages for people. */
    private static final Set<String> PAGES = Set.of("/", "/assets/{name}", "/docs", "/docs/{name}");

    private static final int REQUESTS = Integer.getInteger("server.requests", 120);

    @TempDir
    private Path folder;

    private final ApiDescription api = ApiDescription.packaged();

    @Test
    void describesExactlyTheAddressesOfTheServer() {
        try (TestServer server = new TestServer()) {
            List<String> served = server.routes().stream()
                    .filter(route -> !PAGES.contains(route.path()))
                    .map(route -> route.method().name() + " " + route.path())
                    .toList();
            assertThat(api.operations()).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(served);
            for (Operation operation : api.operations()) {
                for (String field : new String[] {"operationId", "summary", "tags"}) {
                    assertThat(operation.description().path(field).isMissingNode())
                            .as(operation + " has " + field)
                            .isFalse();
                }
            }
            for (JsonNode reference : api.root().findValues("$ref")) {
                assertThat(api.root().at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse();
            }
        }
    }

    @Test
    void requestsFromTheDescriptionAreAnsweredAsItSays() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder.resolve("files"));
        Path reports = Files.createDirectories(folder.resolve("reports"));
        Files.writeString(reports.resolve("x.html"), "<!doctype html><title>x</title>");
        Random random = new Random(20_260);
        List<String> ids = List.of(files.id("p1.png"), files.id("p2.png"), files.id("c1.jpg"));
        DescribedRequests requests = new DescribedRequests(api, random, ids);
        List<Operation> operations = api.operations();
        try (TestServer server = new TestServer(files.settings().withReports(reports))) {
            for (int i = 0; i < 2 * REQUESTS; i++) {
                Operation operation = operations.get(random.nextInt(operations.size()));
                boolean valid = i % 2 == 0;
                Made made = valid ? requests.valid(server, operation) : requests.invalid(server, operation);
                HttpResponse<byte[]> answer = server.send(made.request());
                String text = new String(answer.body(), StandardCharsets.UTF_8);
                String what = i + " " + made + ": " + answer.statusCode() + " "
                        + text.substring(0, Math.min(300, text.length()));
                if (valid) {
                    assertThat(answer.statusCode()).as(what).isIn(successes(operation));
                } else {
                    assertThat(answer.statusCode()).as(what).isBetween(400, 499);
                }
                assertDescribed(operation, answer, text, what);
            }
            assertThat(server.failures()).isEmpty();
        }
    }

    /** Feedback about one picture twice is formally valid. */
    private static List<Integer> successes(Operation operation) {
        return operation.path().equals("/api/feedback") ? List.of(200, 400) : List.of(200, 202);
    }

    private void assertDescribed(Operation operation, HttpResponse<byte[]> answer, String text, String what)
            throws Exception {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() == 404 && type.equals(dev.likeness.server.request.Problem.MEDIA_TYPE)) {
            assertThat(text).contains("urn:likeness:problem:not-found");
            return; // a longer address is another one
        }
        JsonNode schema = api.answer(operation, answer.statusCode(), type)
                .orElseThrow(() -> new AssertionError("not described: " + type + " of " + what));
        if (type.contains("json")) {
            assertThat(api.violations(TestServer.JSON.readTree(text), schema))
                    .as(what)
                    .isEmpty();
        }
    }

    @Test
    void thePageToTryItLoadsNothingFromOtherHosts() throws Exception {
        try (TestServer server = new TestServer()) {
            for (String path : new String[] {"/docs", "/docs/docs.js", "/docs/docs.css"}) {
                HttpResponse<byte[]> answer = server.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                String text = new String(answer.body(), StandardCharsets.UTF_8);
                assertThat(text).as(path).doesNotContain("http://", "https://", "style=", "onclick", "innerHTML");
            }
            assertThat(new String(server.get("/docs").body(), StandardCharsets.UTF_8))
                    .doesNotContain("<style");
        }
    }
}
