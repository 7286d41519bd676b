package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.Classes;
import dev.likeness.data.DataCheck;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.format.DataFormats;
import dev.likeness.data.format.DrawnSequence;
import dev.likeness.error.InputException;
import dev.likeness.geometry.Patch;
import dev.likeness.geometry.PatchNoise;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.CutPatches.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutPatchesTest {
    private static final CutPatches.Settings SETTINGS = new CutPatches.Settings(5, 3, PatchNoise.EASY, 1);

    @TempDir
    Path folder;

    private Path photos;

    @BeforeEach
    void draw() throws IOException {
        photos = folder.resolve("photos");
        for (int seed = 1; seed <= 3; seed++) {
            Path inner = Files.createDirectories(photos.resolve("set" + seed)); // all with one name
            PictureFile.write(new DrawnSequence(seed).first(), inner.resolve("A view, no. 1.png"));
        }
    }

    @Test
    void photographsAreGroupsAndPointsAreIdentities() {
        CutPatches.Result result = cut(SETTINGS, "out", 2);
        assertThat(result).isEqualTo(new CutPatches.Result(3, 15, 45, List.of()));
        DataSet data = DataFormats.open(folder.resolve("out"));
        assertThat(data).isInstanceOf(Classes.class);
        assertThat(data.pictures()).hasSize(45).allSatisfy(patch -> {
            Picture picture = patch.source().read();
            assertThat(picture.width()).isEqualTo(Patch.SIDE);
            assertThat(picture.height()).isEqualTo(Patch.SIDE);
        });
        assertThat(data.pictures().get(0).name()).isEqualTo("00001-A-view-no-1/0001/1.png");
        assertThat(data.pictures().stream().map(LabelledPicture::group).distinct())
                .containsExactly("00001-A-view-no-1", "00002-A-view-no-1", "00003-A-view-no-1");
        assertThat(DataCheck.of(data, Progress.NONE).isSound()).isTrue();
    }

    @Test
    void theNumberOfThreadsDoesNotChangeTheFiles() throws IOException {
        cut(SETTINGS, "one", 1);
        cut(SETTINGS, "four", 4);
        assertThat(bytes("one")).hasSize(45).isEqualTo(bytes("four"));
        cut(new CutPatches.Settings(5, 3, PatchNoise.EASY, 2), "seed", 2);
        assertThat(bytes("seed")).isNotEqualTo(bytes("one"));
    }

    /** Other files in the folder, names and the number of views have no influence. */
    @Test
    void patchesDependOnTheirPhotographOnly() throws IOException {
        cut(SETTINGS, "all", 2);
        Path alone = Files.createDirectories(folder.resolve("alone"));
        Files.copy(photos.resolve("set2/A view, no. 1.png"), alone.resolve("b.png"));
        Files.copy(photos.resolve("set3/A view, no. 1.png"), alone.resolve("c.png"));
        new CutPatches(SETTINGS).write(DataFormats.open(alone), folder.resolve("two"), Progress.NONE);
        Map<String, String> all = bytes("all");
        bytes("two")
                .forEach((name, content) -> assertThat(all)
                        .containsEntry(
                                name.replace("00001-b", "00002-A-view-no-1").replace("00002-c", "00003-A-view-no-1"),
                                content));
    }

    @Test
    void viewsOfOnePointAreMoreSimilarThanThoseOfTwo() {
        for (int seed = 1; seed <= 3; seed++) { // a texture of waves is too fine to be similar after a shift
            PictureFile.write(blocks(seed), photos.resolve("set" + seed + "/A view, no. 1.png"));
        }
        cut(new CutPatches.Settings(8, 4, PatchNoise.HARD, 1), "out", 2);
        List<LabelledPicture> patches = DataFormats.open(folder.resolve("out")).pictures();
        double same = 0;
        double other = 0;
        int sames = 0;
        int others = 0;
        try (Measure pixels = Measures.named("pixels")) {
            List<Code> codes = pixels.encode(
                    patches.stream().map(patch -> patch.source().read()).toList(), Side.A);
            for (int a = 0; a < codes.size(); a++) {
                for (int b = 0; b < a; b++) {
                    double score = codes.get(a).cosine(codes.get(b));
                    if (patches.get(a).identity().equals(patches.get(b).identity())) {
                        same += score;
                        sames++;
                        assertThat(score).as("no two views are equal").isLessThan(0.999);
                    } else {
                        other += score;
                        others++;
                    }
                }
            }
        }
        assertThat(same / sames).isGreaterThan(0.35);
        assertThat(Math.abs(other / others)).isLessThan(0.1);
    }

    @Test
    void unsuitablePicturesAreSkippedAndNamed() throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed/set"));
        PictureFile.write(new DrawnSequence(1).first(), mixed.resolve("a.png"));
        Files.copy(mixed.resolve("a.png"), mixed.resolve("b.png"));
        Files.writeString(mixed.resolve("c.png"), "no picture");
        PictureFile.write(new Picture(30, 30, new byte[2700]), mixed.resolve("d.png"));
        DataSet data = DataFormats.open(folder.resolve("mixed"), "classes");
        List<Long> seen = new ArrayList<>();
        CutPatches.Result result = new CutPatches(SETTINGS)
                .write(data, folder.resolve("out"), (done, total, note) -> seen.add(10 * done + total));
        assertThat(result.photographs()).isEqualTo(1);
        assertThat(result.pictures()).isEqualTo(15);
        assertThat(result.skipped())
                .extracting(CutPatches.Skipped::fault)
                .containsExactly(Fault.COPY, Fault.BROKEN, Fault.NO_POINT);
        assertThat(result.skipped())
                .extracting(CutPatches.Skipped::name)
                .containsExactly("set/b.png", "set/c.png", "set/d.png");
        assertThat(result.skipped().get(2).reason()).contains("30x30");
        assertThat(seen).containsExactly(14L, 24L, 34L, 44L);
    }

    @Test
    void failedAndEmptyRunsLeaveNoFolder() throws IOException {
        DataSet data = DataFormats.open(photos);
        Path out = Files.createDirectories(folder.resolve("outer")).resolve("out");
        assertThatThrownBy(() -> new CutPatches(SETTINGS).write(data, out, (done, total, note) -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(folder.resolve("outer")).isEmptyDirectory();
        Path broken = Files.createDirectories(folder.resolve("broken/set"));
        Files.writeString(broken.resolve("c.png"), "no picture");
        DataSet nothing = DataFormats.open(folder.resolve("broken"), "classes");
        assertThat(new CutPatches(SETTINGS).write(nothing, out, Progress.NONE).pictures())
                .isZero();
        assertThat(folder.resolve("outer")).isEmptyDirectory();
    }

    @Test
    void aLargePhotographIsReducedFirst() {
        Picture large = new Picture(3000, 1500, new byte[3 * 3000 * 1500]);
        Picture reduced = PhotographPatches.reduced(large);
        assertThat(reduced.width()).isEqualTo(1024);
        assertThat(reduced.height()).isEqualTo(512);
        assertThat(PhotographPatches.reduced(reduced)).isSameAs(reduced);
    }

    @Test
    void numbersOutOfRangeAreRejected() {
        assertThatThrownBy(() -> new CutPatches.Settings(0, 4, PatchNoise.EASY, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("points of a photograph = 0");
        assertThatThrownBy(() -> new CutPatches.Settings(5, 1, PatchNoise.EASY, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("views of a point = 1");
        assertThatThrownBy(() -> PatchNoise.ofLevel("hrad"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean 'hard'");
    }

    /** Overlapping rectangles: like photographs, with edges and areas between them. */
    private static Picture blocks(long seed) {
        Random random = new Random(seed);
        byte[] rgb = new byte[3 * 200 * 200];
        for (int block = 0; block < 80; block++) {
            int left = random.nextInt(200);
            int top = random.nextInt(200);
            byte[] colour = new byte[3];
            random.nextBytes(colour);
            for (int i = 0; i < 40 * 40; i++) {
                int x = Math.min(199, left + i % 40);
                int y = Math.min(199, top + i / 40);
                System.arraycopy(colour, 0, rgb, 3 * (200 * y + x), 3);
            }
        }
        return new Picture(200, 200, rgb);
    }

    private CutPatches.Result cut(CutPatches.Settings settings, String out, int threads) {
        return new CutPatches(settings, threads).write(DataFormats.open(photos), folder.resolve(out), Progress.NONE);
    }

    /** The bytes of each file, by its name. */
    private Map<String, String> bytes(String out) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(out))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.resolve(out).relativize(file).toString().replace('\\', '/');
                bytes.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return bytes;
    }
}
