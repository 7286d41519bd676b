package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.gallery.Gallery;
import dev.likeness.models.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server answers, and records feedback, while another process adds pictures to its gallery. */
class AddingElsewhereTest {
    private static final int MORE = 200;

    @TempDir
    private Path folder;

    /** The other process: the folder of {@link GalleryFiles}. */
    static final class Adding {
        private Adding() {}

        public static void main(String[] words) {
            new GalleryFiles(Path.of(words[0])).add();
        }

        static Process start(Path folder) throws IOException {
            ProcessBuilder start = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:TieredStopAtLevel=1",
                            Adding.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            // Not on the command line: ONNX Runtime crashes if that is long.
            start.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            return start.start();
        }
    }

    @Test
    void answersMeanwhile() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        int before = 10;
        for (int i = 0; i < MORE; i++) {
            Files.write(files.picture("more" + i + ".png"), DrawnPictures.png(1000 + i));
        }
        boolean seenWriter = false;
        int answers = 0;
        try (TestServer server = new TestServer(files.settings())) {
            Process adding = Adding.start(folder);
            while (!adding.waitFor(20, TimeUnit.MILLISECONDS)) {
                JsonNode gallery = TestServer.json(server.get("/api/gallery"));
                assertThat(gallery.path("pictures").asInt()).isBetween(before, before + MORE);
                seenWriter |= gallery.path("writer_active").asBoolean();
                JsonNode found = TestServer.json(server.post(
                        "/api/search",
                        new FormBody().file("picture", DrawnPictures.png(3)).text("k", "1")));
                assertThat(found.at("/hits/0/name").asText()).isEqualTo("p3.png");
                String answer = answers++ % 2 == 0 ? "same" : "different";
                JsonNode recorded = TestServer.json(server.postJson(
                        "/api/feedback",
                        "{\"a\":\"" + files.id("p0.png") + "\",\"b\":\"" + files.id("p1.png") + "\",\"answer\":\""
                                + answer + "\"}"));
                assertThat(recorded.path("answer").asText()).isEqualTo(answer);
            }
            assertThat(adding.exitValue()).isZero();
            assertThat(seenWriter).as("the other process was seen to write").isTrue();
            assertThat(TestServer.json(server.get("/api/gallery"))
                            .path("pictures")
                            .asInt())
                    .isEqualTo(before + MORE);
            JsonNode found = TestServer.json(server.post(
                    "/api/search",
                    new FormBody().file("picture", DrawnPictures.png(1007)).text("k", "1")));
            assertThat(found.at("/hits/0/name").asText()).isEqualTo("more7.png");
        }
        assertThat(answers).isPositive();
        try (Gallery gallery = Gallery.open(files.gallery(), Models.bundled("photos"))) {
            assertThat(gallery.marks()).hasSize(1);
        }
    }
}
