package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.gallery.Gallery;
import dev.likeness.models.Models;
import dev.likeness.progress.Progress;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search, thumbnails, duplicates and feedback, with a gallery on disk that others change meanwhile. */
class GalleryEndpointsTest {
    @TempDir
    private Path folder;

    private static JsonNode duplicates(TestServer server, String query) throws Exception {
        for (int i = 0; i < 600; i++) {
            HttpResponse<byte[]> answer = server.get("/api/duplicates" + query);
            JsonNode json = TestServer.json(answer);
            if (answer.statusCode() == 200) {
                return json;
            }
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(json.path("done").isIntegralNumber()).isTrue();
            assertThat(json.path("unit").asText()).isNotEmpty();
            Thread.sleep(50);
        }
        throw new AssertionError("the search for duplicates did not end");
    }

    @Test
    void searchesTheGallery() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        try (TestServer server = new TestServer(files.settings())) {
            JsonNode json = TestServer.json(server.post(
                    "/api/search",
                    new FormBody().file("picture", DrawnPictures.jpeg(3)).text("k", "4")));
            assertThat(json.path("hits")).hasSize(4);
            JsonNode first = json.path("hits").get(0);
            assertThat(first.path("name").asText()).isEqualTo("p3.png");
            assertThat(first.path("id").asText()).isEqualTo(files.id("p3.png"));
            assertThat(first.path("match").asBoolean()).isTrue();
            assertThat(first.path("orientation").asText()).isEqualTo("upright");
            assertThat(json.toString()).as("no paths").doesNotContain(folder.toString());
            for (String k : new String[] {"0", "1001", "-1", "ten", "99999999999999"}) {
                FormBody form =
                        new FormBody().file("picture", DrawnPictures.png(3)).text("k", k);
                assertThat(TestServer.problem(server.post("/api/search", form), 400))
                        .contains("1 to 1000");
            }
        }
    }

    @Test
    void withoutAGalleryItSaysSoAndOpensALaterOne() throws Exception {
        ServerSettings settings = ServerSettings.usual().withGallery(folder.resolve("gallery"));
        try (TestServer server = new TestServer(settings)) {
            FormBody query = new FormBody().file("picture", DrawnPictures.png(3));
            String none = "/api/pictures/" + "0".repeat(64) + "/thumbnail";
            for (String path : List.of("/api/gallery", "/api/duplicates", none)) {
                assertThat(TestServer.problem(server.get(path), 409)).contains("no gallery");
            }
            assertThat(TestServer.problem(server.post("/api/search", query), 409))
                    .contains("no gallery");
            assertThat(TestServer.problem(
                            server.postJson("/api/feedback", feedback("0".repeat(64), "1".repeat(64), "same")), 409))
                    .contains("no gallery");
            assertThat(TestServer.json(server.get("/readyz")).path("gallery").asBoolean())
                    .isFalse();
            GalleryFiles.in(folder);
            assertThat(TestServer.json(server.get("/api/gallery"))
                            .path("pictures")
                            .asInt())
                    .isEqualTo(10);
            assertThat(TestServer.json(server.post("/api/search", query)).path("hits"))
                    .isNotEmpty();
        }
    }

    @Test
    void showsWhatAnotherProcessAddsAndSwitchesToAnotherModel() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        try (TestServer server = new TestServer(files.settings())) {
            assertThat(TestServer.json(server.get("/api/gallery"))
                            .path("pictures")
                            .asInt())
                    .isEqualTo(10);
            assertThat(TestServer.json(server.get("/api/gallery"))
                            .path("writer_active")
                            .asBoolean())
                    .isFalse();
            assertThat(duplicates(server, "").path("stale").asBoolean()).isFalse();
            Files.write(files.picture("new.png"), DrawnPictures.png(90));
            files.add();
            assertThat(TestServer.json(server.get("/api/gallery"))
                            .path("pictures")
                            .asInt())
                    .isEqualTo(11);
            assertThat(duplicates(server, "").path("stale").asBoolean()).isTrue();
            FormBody query =
                    new FormBody().file("picture", DrawnPictures.png(90)).text("k", "1");
            assertThat(TestServer.json(server.post("/api/search", query))
                            .path("hits")
                            .get(0)
                            .path("name")
                            .asText())
                    .isEqualTo("new.png");
            Gallery.encodeAgain(files.gallery(), Models.bundled("characters"), Progress.NONE);
            assertThat(TestServer.json(server.get("/api/gallery")).path("model").asText())
                    .isEqualTo("characters");
            assertThat(TestServer.json(server.post("/api/search", query))
                            .path("model")
                            .asText())
                    .isEqualTo("characters");
            assertThat(server.failures()).isEmpty();
        }
    }

    @Test
    void answersAndRecordsFeedbackWhileAnotherOneWrites() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch checked = new CountDownLatch(1);
        Files.write(files.picture("new.png"), DrawnPictures.png(90));
        Thread writer = new Thread(() -> {
            try (Gallery gallery = Gallery.open(files.gallery())) {
                gallery.add(List.of(files.pictures()), (done, total, note) -> {
                    writing.countDown();
                    await(checked);
                });
            }
        });
        try (TestServer server = new TestServer(files.settings())) {
            writer.start();
            await(writing);
            assertThat(TestServer.json(server.get("/api/gallery"))
                            .path("writer_active")
                            .asBoolean())
                    .isTrue();
            FormBody query =
                    new FormBody().file("picture", DrawnPictures.png(3)).text("k", "1");
            assertThat(TestServer.json(server.post("/api/search", query)).path("hits"))
                    .hasSize(1);
            String json = feedback(files.id("p1.png"), files.id("c1.jpg"), "same");
            assertThat(TestServer.json(server.postJson("/api/feedback", json))
                            .path("answer")
                            .asText())
                    .isEqualTo("same");
            checked.countDown();
            writer.join();
            assertThat(TestServer.json(server.get("/api/gallery"))
                            .path("pictures")
                            .asInt())
                    .isEqualTo(11);
            assertThat(TestServer.json(server.get("/api/gallery")).path("marks").asInt())
                    .isEqualTo(1);
        } finally {
            checked.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void makesThumbnailsOfWhatIsUnchanged() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        try (TestServer server = new TestServer(files.settings())) {
            String path = "/api/pictures/" + files.id("p4.png") + "/thumbnail";
            HttpResponse<byte[]> answer = server.get(path + "?size=64");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth())
                    .isEqualTo(64);
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            HttpResponse<byte[]> again = server.send(server.request(path + "?size=64")
                    .header("If-None-Match", tag)
                    .build());
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(ImageIO.read(new ByteArrayInputStream(server.get(path).body()))
                            .getWidth())
                    .as("never larger than the picture")
                    .isEqualTo(160);
            for (String size : new String[] {"31", "2049", "-1", "x", "1e3"}) {
                assertThat(TestServer.problem(server.get(path + "?size=" + size), 400))
                        .contains("32 to 2048");
            }
            for (String id :
                    new String[] {"0".repeat(64), "x", files.id("p4.png").toUpperCase(java.util.Locale.ROOT)}) {
                TestServer.problem(server.get("/api/pictures/" + id + "/thumbnail"), 404);
            }
            String changed = files.id("p5.png");
            String gone = files.id("p6.png");
            Files.write(files.picture("p5.png"), DrawnPictures.png(55));
            Files.delete(files.picture("p6.png"));
            for (String id : new String[] {changed, gone}) {
                HttpResponse<byte[]> missing = server.get("/api/pictures/" + id + "/thumbnail");
                TestServer.problem(missing, 410);
                assertThat(missing.headers().firstValue("Cache-Control")).contains("no-store");
            }
            assertThat(server.get("/api/pictures/" + files.id("p2.png") + "/thumbnail")
                            .statusCode())
                    .isEqualTo(200);
            Files.delete(files.picture("again.png"));
            assertThat(server.get("/api/pictures/" + files.id("p2.png") + "/thumbnail")
                            .statusCode())
                    .as("one of two files with these contents is left")
                    .isEqualTo(200);
        }
    }

    @Test
    void groupsDuplicatesAndRemembersAnswers() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        String original = files.id("p1.png");
        String copy = files.id("c1.jpg");
        try (TestServer server = new TestServer(files.settings())) {
            JsonNode page = duplicates(server, "?kind=edited");
            assertThat(page.path("total").asInt()).isEqualTo(2);
            JsonNode exact = page.path("groups").get(0);
            assertThat(exact.path("kind").asText()).isEqualTo("exact");
            assertThat(exact.path("members")).hasSize(2);
            JsonNode edited = page.path("groups").get(1);
            assertThat(edited.path("kind").asText()).isEqualTo("edited");
            assertThat(edited.path("members").findValuesAsText("id")).containsExactlyInAnyOrder(original, copy);
            assertThat(edited.path("members").findValuesAsText("name")).containsExactlyInAnyOrder("p1.png", "c1.jpg");
            assertThat(duplicates(server, "?offset=1&limit=1").path("groups")).hasSize(1);
            assertThat(duplicates(server, "?offset=7").path("groups")).isEmpty();
            assertThat(duplicates(server, "?kind=exact").path("total").asInt()).isEqualTo(1);

            assertThat(marked(server)).isEqualTo("null");
            for (String answer : new String[] {"different", "same", "undo", "same", "different"}) {
                JsonNode told = TestServer.json(server.postJson("/api/feedback", feedback(copy, original, answer)));
                assertThat(told.path("answer").asText()).isEqualTo(answer);
                assertThat(marked(server)).isEqualTo(answer.equals("undo") ? "null" : answer);
            }
            server.get("/api/duplicates?refresh=true");
            assertThat(duplicates(server, "").path("total").asInt())
                    .as("they are different")
                    .isEqualTo(1);
            TestServer.json(server.postJson("/api/feedback", feedback(original, copy, "undo")));
            server.get("/api/duplicates?refresh=true");
            assertThat(duplicates(server, "").path("total").asInt()).isEqualTo(2);
        }
        try (Gallery gallery = Gallery.open(files.gallery())) {
            assertThat(gallery.marks()).isEmpty();
        }
    }

    private static String marked(TestServer server) throws Exception {
        JsonNode member =
                duplicates(server, "").path("groups").get(1).path("members").get(1);
        return member.path("marked").asText();
    }

    @Test
    void refusesInvalidFeedback() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        String a = files.id("p1.png");
        String b = files.id("p2.png");
        try (TestServer server = new TestServer(files.settings())) {
            for (String json : new String[] {
                "",
                "{",
                "[]",
                "null",
                "1",
                "{}",
                feedback(a, b, "maybe"),
                feedback(a, a, "same"),
                feedback(a, b, "same").replace("}", ",\"c\":1}"),
                "{\"a\":1,\"b\":2,\"answer\":true}",
                feedback(a, b, "same") + "{}",
                "{\"a\":\"" + a + "\",\"a\":\"" + b + "\"}",
                "[".repeat(3000)
            }) {
                TestServer.problem(server.postJson("/api/feedback", json), 400);
            }
            TestServer.problem(server.postJson("/api/feedback", feedback(a, "0".repeat(64), "same")), 404);
            TestServer.problem(server.postJson("/api/feedback", feedback(a, "../../etc/passwd", "same")), 404);
            TestServer.problem(server.postJson("/api/feedback", feedback(a, b, "x".repeat(5000))), 413);
            TestServer.problem(server.post("/api/feedback", new FormBody().text("a", a)), 415);
            for (String query : new String[] {
                "?kind=all", "?offset=-1", "?limit=0", "?limit=501", "?x=1", "?kind=exact&kind=edited", "?refresh=1"
            }) {
                TestServer.problem(server.get("/api/duplicates" + query), 400);
            }
        }
        try (Gallery gallery = Gallery.open(files.gallery())) {
            assertThat(gallery.marks()).isEmpty();
        }
    }

    static String feedback(String a, String b, String answer) {
        return "{\"a\":\"" + a + "\",\"b\":\"" + b + "\",\"answer\":\"" + answer + "\"}";
    }
}
