package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Comparing and encoding, against the library in this process. */
class CompareTest {
    private static final byte[] A = DrawnPictures.png(1);
    private static final byte[] B = DrawnPictures.jpeg(1);
    private static final byte[] OTHER = DrawnPictures.png(2);

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(server.failures()).isEmpty();
    }

    private static FormBody pair() {
        return new FormBody().file("a", A).file("b", B);
    }

    @Test
    void answersAsTheLibraryDoes() throws Exception {
        try (Likeness likeness = Likeness.open(Models.bundled("photos"))) {
            for (byte[] second : new byte[][] {B, OTHER}) {
                JsonNode json = TestServer.json(
                        server.post("/api/compare", new FormBody().file("a", A).file("b", second)));
                Verdict verdict = likeness.compare(Picture.read(A), Picture.read(second));
                assertThat(json.path("model").asText()).isEqualTo("photos");
                assertThat(json.path("score").asDouble()).isEqualTo(verdict.score());
                assertThat(json.path("probability").asDouble()).isEqualTo(verdict.probability());
                assertThat(json.path("match").asBoolean()).isEqualTo(verdict.match());
                assertThat(json.path("threshold").asDouble()).isEqualTo(verdict.threshold());
                assertThat(json.path("false_match_rate").asDouble()).isEqualTo(0.01);
                assertThat(json.path("certified").asBoolean()).isEqualTo(verdict.certified());
                assertThat(json.path("in_domain").isNull()).isEqualTo(verdict.inDomain() == null);
                assertThat(json.path("verdict").asText())
                        .startsWith(verdict.match() ? "The pictures match" : "The pictures do not match");
                assertThat(json.path("maps").isNull()).isTrue();
                assertThat(json.path("measures").isNull()).isTrue();
            }
        }
    }

    @Test
    void takesAnotherFalseMatchRate() throws Exception {
        JsonNode json = TestServer.json(server.post("/api/compare", pair().text("false_match_rate", "0.1")));
        assertThat(json.path("false_match_rate").asDouble()).isEqualTo(0.1);
        String detail = TestServer.problem(server.post("/api/compare", pair().text("false_match_rate", "0.5")), 422);
        assertThat(detail).contains("0.5").contains("0.1");
    }

    @Test
    void choosesAModelByThePictures() throws Exception {
        JsonNode json = TestServer.json(server.post("/api/compare", pair().text("model", "auto")));
        assertThat(json.path("model").asText()).isIn(Models.names());
        JsonNode other = TestServer.json(server.post("/api/compare", pair().text("model", "characters")));
        assertThat(other.path("model").asText()).isEqualTo("characters");
        assertThat(other.path("in_domain").asBoolean(true)).isFalse();
        assertThat(other.path("reason").asText()).contains("characters");
    }

    @Test
    void drawsTheMapOverEachPicture() throws Exception {
        JsonNode json = TestServer.json(server.post("/api/compare", pair().text("maps", "true")));
        for (String side : new String[] {"a", "b"}) {
            BufferedImage map = ImageIO.read(new ByteArrayInputStream(
                    Base64.getDecoder().decode(json.path("maps").path(side).asText())));
            assertThat(map.getColorModel().hasAlpha()).isTrue();
            assertThat(map.getWidth()).isEqualTo(256);
            assertThat(map.getHeight()).isEqualTo(192);
            boolean drawn = false;
            for (int x = 0; x < map.getWidth(); x++) {
                drawn |= map.getRGB(x, 96) >>> 24 > 100;
            }
            assertThat(drawn).as("the map of %s has places with evidence", side).isTrue();
        }
    }

    @Test
    void drawsBothPicturesUnderTheMapOnRequest() throws Exception {
        HttpResponse<byte[]> answer = server.send(server.formRequest("/api/compare", pair())
                .header("Accept", "image/png")
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth())
                .isGreaterThan(400);
    }

    @Test
    void showsAllClassicalMeasuresForContrast() throws Exception {
        JsonNode json = TestServer.json(server.post("/api/compare", pair().text("measures", "true")));
        assertThat(json.path("measures").findValuesAsText("name")).isEqualTo(Measures.names());
        for (JsonNode found : json.path("measures")) {
            try (var measure = Measures.named(found.path("name").asText())) {
                Code a = measure.encode(Picture.read(A), Side.A);
                Code b = measure.encode(Picture.read(B), Side.B);
                assertThat(found.path("score").asDouble()).as(found.toString()).isEqualTo(measure.compare(a, b));
            }
        }
    }

    @Test
    void answersByAClassicalMeasure() throws Exception {
        JsonNode json = TestServer.json(server.post("/api/compare", pair().text("measure", "ssim")));
        try (Likeness ssim = Likeness.of(Measures.named("ssim"), Models.measureCards())) {
            Verdict verdict = ssim.compare(Picture.read(A), Picture.read(B));
            assertThat(json.path("model").asText()).isEqualTo("ssim");
            assertThat(json.path("score").asDouble()).isEqualTo(verdict.score());
            assertThat(json.path("match").asBoolean()).isEqualTo(verdict.match());
        }
        assertThat(TestServer.problem(server.post("/api/compare", pair().text("measure", "sfit")), 400))
                .contains("sfit")
                .contains("sift");
        assertThat(TestServer.problem(
                        server.post(
                                "/api/compare", pair().text("measure", "sift").text("model", "photos")),
                        400))
                .contains("omit");
    }

    @Test
    void namesWhatIsWrongWithAField() throws Exception {
        assertThat(TestServer.problem(server.post("/api/compare", new FormBody().file("a", A)), 400))
                .contains("'b' is missing");
        assertThat(TestServer.problem(
                        server.post("/api/compare", new FormBody().file("a", A).file("b", new byte[0])), 400))
                .contains("'b' is empty");
        assertThat(TestServer.problem(server.post("/api/compare", pair().text("map", "true")), 400))
                .contains("'map'")
                .contains("maps");
        assertThat(TestServer.problem(server.post("/api/compare", pair().text("maps", "yes")), 400))
                .contains("true, false");
        assertThat(TestServer.problem(server.post("/api/compare", pair().text("false_match_rate", "1e999")), 400))
                .contains("above 0 and below 1");
        assertThat(TestServer.problem(server.post("/api/compare", pair().text("model", "../../etc/passwd")), 400))
                .contains("auto");
        assertThat(TestServer.problem(server.post("/api/compare", pair().file("a", A)), 400))
                .contains("twice");
        assertThat(TestServer.problem(
                        server.post("/api/compare", new FormBody().file("a", A).file("b", "text".getBytes())), 422))
                .contains("'b'")
                .contains("PNG");
        assertThat(TestServer.problem(server.postJson("/api/compare", "{}"), 415))
                .contains("multipart/form-data");
    }

    @Test
    void encodesAsTheLibraryDoes() throws IOException, InterruptedException {
        JsonNode json = TestServer.json(
                server.post("/api/encode", new FormBody().file("picture", A).text("model", "photos")));
        try (Likeness likeness = Likeness.open(Models.bundled("photos"))) {
            Code code = likeness.encode(Picture.read(A));
            assertThat(Base64.getDecoder().decode(json.path("code").asText())).isEqualTo(code.toBytes());
            assertThat(json.path("identity").asText())
                    .isEqualTo(likeness.measure().identity().checksum());
            assertThat(json.path("embedding")).hasSize(code.embedding().length);
            assertThat((float) json.path("embedding").get(3).asDouble()).isEqualTo(code.embedding()[3]);
        }
    }
}
