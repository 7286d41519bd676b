package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.gallery.copy.CopyLabel;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of duplicates among drawn pictures with known copies. */
class DuplicatesTest {
    private static final int DIFFERENT = 20;

    @TempDir
    private Path folder;

    private Path pictures;
    private Gallery gallery;

    @BeforeEach
    void addPictures() throws IOException {
        pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < DIFFERENT; i++) {
            write(GalleryTest.drawn(i), "p" + i);
        }
        Files.copy(file("p0"), file("p0-again"));
        write(Orientation.MIRRORED.of(GalleryTest.drawn(1)), "p1-mirrored");
        write(Orientation.TURNED_LEFT.of(GalleryTest.drawn(2)), "p2-turned");
        write(part(GalleryTest.drawn(3), 16, 12, 128, 96), "p3-cropped");
        gallery = Gallery.open(folder.resolve("gallery"), Models.bundled("photos"));
        gallery.add(List.of(pictures), Progress.NONE);
    }

    @AfterEach
    void close() {
        gallery.close();
    }

    private Path file(String name) {
        return pictures.resolve(name + ".png");
    }

    private void write(Picture picture, String name) {
        PictureFile.write(picture, file(name));
    }

    private static Picture part(Picture whole, int left, int top, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(whole.rgb(), 3 * ((top + y) * whole.width() + left), rgb, 3 * y * width, 3 * width);
        }
        return new Picture(width, height, rgb);
    }

    private Map<String, DuplicateGroup> found(DuplicateSettings settings) {
        return gallery.duplicates(settings, Progress.NONE).groups().stream()
                .collect(Collectors.toMap(group -> name(group.best()), group -> group));
    }

    private static String name(Path path) {
        return path.getFileName().toString().replace(".png", "");
    }

    private static List<String> names(DuplicateGroup group) {
        return group.members().stream()
                .map(member -> name(member.path()))
                .sorted()
                .toList();
    }

    @Test
    void findsCopiesAndSaysHowTheyDiffer() {
        Map<String, DuplicateGroup> groups = found(DuplicateSettings.USUAL);
        assertThat(groups.keySet()).hasSize(4);
        DuplicateGroup exact = groups.values().stream()
                .filter(group -> names(group).equals(List.of("p0", "p0-again")))
                .findFirst()
                .orElseThrow();
        assertThat(exact.kind()).isEqualTo(DuplicateKind.EXACT);
        assertThat(exact.members().get(1).label()).isEqualTo("same file");
        assertThat(labels(groups, "p3-cropped", "p3")).contains(CopyLabel.CROPPED);
        assertThat(labels(groups, "p1-mirrored", "p1")).contains(CopyLabel.MIRRORED);
        assertThat(labels(groups, "p2-turned", "p2")).contains(CopyLabel.TURNED).doesNotContain(CopyLabel.MIRRORED);
    }

    /** The labels of the two pictures' group; either of them can be the best copy. */
    private static java.util.Set<CopyLabel> labels(Map<String, DuplicateGroup> groups, String copy, String original) {
        DuplicateGroup group = groups.values().stream()
                .filter(each -> names(each).containsAll(List.of(copy, original)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(copy + " is in no group with " + original));
        return group.members().get(1).labels();
    }

    @Test
    void givesTheSameGroupsInTheSameOrder() {
        Duplicates first = gallery.duplicates(DuplicateSettings.USUAL, Progress.NONE);
        Duplicates second = gallery.duplicates(DuplicateSettings.USUAL, Progress.NONE);
        assertThat(second).isEqualTo(first);
        assertThat(first.pictures()).isEqualTo(DIFFERENT + 4);
    }

    @Test
    void reportsExactCopiesOnly() {
        assertThat(found(DuplicateSettings.USUAL.downTo(DuplicateKind.EXACT)).values())
                .hasSize(1)
                .allMatch(group -> names(group).equals(List.of("p0", "p0-again")));
    }

    @Test
    void respectsMarks() {
        gallery.mark(file("p3"), file("p3-cropped"), false);
        gallery.mark(file("p10"), file("p11"), true);
        Map<String, DuplicateGroup> groups = found(DuplicateSettings.USUAL);
        assertThat(groups.values()).noneMatch(group -> names(group).contains("p3-cropped"));
        assertThat(groups.values()).anyMatch(group -> names(group).equals(List.of("p10", "p11")));
    }

    @Test
    void comparesWithAReference() {
        DuplicateSettings settings =
                DuplicateSettings.USUAL.of(picture -> picture.path().endsWith("p1-mirrored.png"));
        Map<String, DuplicateGroup> groups = found(settings);
        assertThat(groups.keySet()).containsExactly("p1-mirrored");
    }

    @Test
    void namesMissingFiles() throws IOException {
        Files.delete(file("p5"));
        Duplicates duplicates = gallery.duplicates(DuplicateSettings.USUAL, Progress.NONE);
        assertThat(duplicates.missing()).hasSize(1).allMatch(path -> path.endsWith("p5.png"));
        GalleryCheck check = gallery.check(Progress.NONE);
        assertThat(check.missing()).hasSize(1);
        assertThat(check.damaged()).isEmpty();
        assertThat(check.pictures()).isEqualTo(DIFFERENT + 4);
    }

    @Test
    void reportsCompanionsApart() throws IOException {
        Files.write(pictures.resolve("p7.MOV"), new byte[] {1, 2, 3});
        Files.write(pictures.resolve("other.mov"), new byte[] {1, 2, 3});
        AddReport report = gallery.add(List.of(pictures), Progress.NONE);
        assertThat(report.companions()).hasSize(1).allMatch(path -> path.endsWith("p7.MOV"));
        assertThat(report.failures())
                .hasSize(1)
                .allMatch(failure -> failure.path().endsWith("other.mov"));
    }
}
