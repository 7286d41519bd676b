package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sequences of images of one plane: the commands to check them and to evaluate on them. */
class HomographiesCommandLineTest {
    private static final int SIDE = 200;
    private static final int MOVED = 12;

    @TempDir
    static Path folder;

    private static String data;

    /** Two planes, each seen twice: the second image is shifted by 12 pixels. */
    @BeforeAll
    static void draw() throws Exception {
        data = folder.resolve("planes").toString();
        for (int plane = 1; plane <= 2; plane++) {
            Path sequence = Files.createDirectories(folder.resolve("planes/plane" + plane));
            PictureFile.write(texture(plane, 0), sequence.resolve("img1.png"));
            PictureFile.write(texture(plane, MOVED), sequence.resolve("img2.png"));
            Files.writeString(sequence.resolve("H1to2p"), "1 0 -" + MOVED + "\n0 1 0\n0 0 1\n");
        }
    }

    private static Picture texture(long seed, int left) {
        Random random = new Random(seed);
        double[][] waves = new double[30][];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = new double[] {0.3 * random.nextGaussian(), 0.3 * random.nextGaussian(), 7 * random.nextDouble()};
        }
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            double sum = 0;
            for (double[] wave : waves) {
                sum += Math.sin(wave[0] * (i / 3 % SIDE + left) + wave[1] * (i / 3 / SIDE) + wave[2]);
            }
            rgb[i] = (byte) Math.round(128 + 90 * Math.tanh(sum / 5));
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    @Test
    void aCheckReportsTheSequences() throws Exception {
        JsonNode check = run("data", "check", data, "--json").json();
        assertThat(check.get("format").asText()).isEqualTo("homographies");
        assertThat(check.get("identities").asInt()).isGreaterThan(8);
    }

    @Test
    void matchingIsMeasured() throws Exception {
        JsonNode matching = run("evaluate", data, "--measure", "pixels", "--protocol", "matching", "--json")
                .json();
        assertThat(matching.fieldNames())
                .toIterable()
                .containsExactly("data", "measure", "protocol", "patches", "image_pairs", "fpr95", "map");
        assertThat(matching.get("image_pairs").asInt()).isEqualTo(2);
        for (String figure : new String[] {"fpr95", "map"}) {
            assertThat(matching.get(figure).fieldNames()).toIterable().contains("value", "low", "high");
            assertThat(matching.at("/" + figure + "/value").asDouble())
                    .isBetween(
                            matching.at("/" + figure + "/low").asDouble(),
                            matching.at("/" + figure + "/high").asDouble());
        }
        assertThat(matching.at("/map/value").asDouble()).isBetween(0.3, 1.0);
    }

    @Test
    void theOtherProtocolsUsePatchesAsPictures() throws Exception {
        for (String protocol : new String[] {"verification", "retrieval"}) {
            assertThat(run("evaluate", data, "--measure", "pixels", "--protocol", protocol, "--json")
                            .json()
                            .get("protocol")
                            .asText())
                    .isEqualTo(protocol);
        }
    }

    @Test
    void otherDataAreRefused() throws Exception {
        Path classes = folder.resolve("classes");
        for (String picture : new String[] {"one/1.png", "one/2.png", "two/1.png", "two/2.png"}) {
            Files.createDirectories(classes.resolve(picture.substring(0, 3)));
            PictureFile.write(texture(picture.hashCode(), 0), classes.resolve(picture));
        }
        Result result = run(
                "evaluate", classes.toString(), "--format", "classes", "--measure", "pixels", "--protocol", "matching");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("matching needs sequences", "classes");
    }
}
