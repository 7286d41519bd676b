package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patches cut out of photographs: the commands to cut, check and evaluate them. */
class PatchesCommandLineTest {
    private static final int SIDE = 160;

    @TempDir
    Path folder;

    private String photos;
    private String out;

    @BeforeEach
    void draw() throws Exception {
        Path made = Files.createDirectories(folder.resolve("photos"));
        for (int number = 1; number <= 3; number++) {
            PictureFile.write(blocks(number), made.resolve("photo" + number + ".png"));
        }
        photos = made.toString();
        out = folder.resolve("out").toString();
    }

    /** Overlapping rectangles, with many corners. */
    private static Picture blocks(long seed) {
        Random random = new Random(seed);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int block = 0; block < 60; block++) {
            int left = random.nextInt(SIDE);
            int top = random.nextInt(SIDE);
            int right = Math.min(SIDE, left + 10 + random.nextInt(40));
            int bottom = Math.min(SIDE, top + 10 + random.nextInt(40));
            byte[] colour = new byte[3];
            random.nextBytes(colour);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    System.arraycopy(colour, 0, rgb, 3 * (y * SIDE + x), 3);
                }
            }
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    @Test
    void cutsAValidDataSetForEvaluation() throws Exception {
        JsonNode cut = run("data", "patches", photos, "--out", out, "--points", "6", "--json")
                .json();
        assertThat(cut.fieldNames())
                .toIterable()
                .containsExactly("photographs", "skipped", "identities", "pictures", "out");
        assertThat(cut.get("photographs").asInt()).isEqualTo(3);
        assertThat(cut.get("skipped").asInt()).isZero();
        assertThat(cut.get("pictures").asInt())
                .isEqualTo(4 * cut.get("identities").asInt());
        JsonNode check = run("data", "check", out, "--json").json();
        assertThat(check.get("format").asText()).isEqualTo("classes");
        assertThat(check.get("ok").asBoolean()).isTrue();
        assertThat(check.get("groups").asInt()).isEqualTo(3);
        assertThat(check.get("pictures").asInt()).isEqualTo(cut.get("pictures").asInt());
        JsonNode measured = run("evaluate", out, "--measure", "pixels", "--protocol", "verification", "--json")
                .json();
        assertThat(measured.at("/auc/value").asDouble()).isBetween(0.7, 0.999);
    }

    @Test
    void globsSelectPhotographs() throws Exception {
        JsonNode cut = run("data", "patches", photos, "--out", out, "--leave-out", "*2.png", "--json")
                .json();
        assertThat(cut.get("photographs").asInt()).isEqualTo(2);
        assertThat(cut.get("leave_out").get(0).asText()).isEqualTo("*2.png");
    }

    @Test
    void unreadablePicturesAreNamedAndSkipped() throws Exception {
        Files.writeString(Path.of(photos, "broken.png"), "no picture");
        PictureFile.write(new Picture(20, 20, new byte[1200]), Path.of(photos, "small.png"));
        Result cut = run("data", "patches", photos, "--out", out, "--json");
        assertThat(cut.code()).isZero();
        assertThat(cut.json().get("photographs").asInt()).isEqualTo(3);
        assertThat(cut.json().get("skipped").asInt()).isEqualTo(2);
        assertThat(cut.err()).contains("broken.png", "skipped 1 picture that cannot be read", "small.png");
    }

    @Test
    void withoutPatchesNothingIsWritten() throws Exception {
        Path none = Files.createDirectories(folder.resolve("none"));
        Files.writeString(none.resolve("one.png"), "no picture");
        Files.writeString(none.resolve("two.png"), "none either");
        Result cut = run("data", "patches", none.toString(), "--out", out);
        assertThat(cut.code()).isEqualTo(2);
        assertThat(cut.out()).isEmpty();
        assertThat(cut.err()).contains("one.png", "two.png", "no patch could be cut");
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void refusals() throws IOException {
        Path full = Files.createDirectories(Path.of(out).resolveSibling("full"));
        Files.writeString(full.resolve("letter.txt"), "dear");
        refused("is not empty", "data", "patches", photos, "--out", full.toString());
        refused("is an input of this run", "data", "patches", photos, "--out", photos);
        refused("did you mean 'hard'", "data", "patches", photos, "--out", out, "--noise", "hrad");
        refused("points of a photograph = 0", "data", "patches", photos, "--out", out, "--points", "0");
        refused("views of a point = 1", "data", "patches", photos, "--out", out, "--views", "1");
        refused("--out", "data", "patches", photos);
        refused("no such folder", "data", "patches", folder + "/absent", "--out", out);
    }

    private static void refused(String because, String... arguments) {
        Result result = run(arguments);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err()).startsWith("likeness: ").contains(because);
    }

    @Test
    void helpHasExamples() {
        assertThat(run("data", "patches", "--help").out()).contains("Example", "--noise", "--leave-out");
        assertThat(run("data", "--help").out()).contains("patches", "likeness data patches examples --out patches");
    }
}
