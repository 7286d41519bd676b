package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.models.Models;
import dev.likeness.picture.PictureFile;
import dev.likeness.picture.PictureLimits;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with files that cannot be added: each is reported once, and the rest is added. */
class GalleryBadFilesTest {
    @TempDir
    private Path folder;

    private Path photos = Path.of("");

    private void good(String name, int seed) throws IOException {
        Path file = photos.resolve(name);
        Files.createDirectories(file.getParent());
        PictureFile.write(GalleryTest.drawn(seed), file);
    }

    private AddReport add() throws IOException {
        try (Gallery gallery = Gallery.open(folder.resolve("gallery"), Models.bundled("photos"))) {
            AddReport report = gallery.add(List.of(photos), Progress.NONE);
            AddReport again = gallery.add(List.of(photos), Progress.NONE);
            assertThat(again.unchanged()).isEqualTo(report.added());
            assertThat(again.failures()).isEqualTo(report.failures());
            assertThat(gallery.info().pictures()).isEqualTo(report.added());
            return report;
        }
    }

    private static List<String> names(List<String> paths) {
        return paths.stream()
                .map(path -> String.valueOf(Path.of(path).getFileName()))
                .sorted()
                .toList();
    }

    @Test
    void eachBadFileIsReportedOnceAndTheRestIsAdded() throws IOException {
        photos = Files.createDirectories(folder.resolve("photos"));
        good("a.png", 1);
        good("inner/b.png", 2);
        byte[] whole = Files.readAllBytes(photos.resolve("a.png"));
        Files.createFile(photos.resolve("zero.jpg"));
        Files.write(photos.resolve("half.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(photos.resolve("text.jpg"), "no picture");
        Files.createDirectories(photos.resolve("folder.jpg"));
        try (RandomAccessFile huge =
                new RandomAccessFile(photos.resolve("huge.jpg").toFile(), "rw")) {
            huge.setLength(PictureLimits.current().bytes() + 1); // sparse
        }
        Files.createSymbolicLink(photos.resolve("nowhere.png"), Path.of("absent.png"));
        Files.createSymbolicLink(photos.resolve("one.png"), Path.of("other.png"));
        Files.createSymbolicLink(photos.resolve("other.png"), Path.of("one.png"));
        Files.createSymbolicLink(photos.resolve("inner/up"), photos);
        Files.createSymbolicLink(photos.resolve("second-way"), photos.resolve("inner"));
        Files.createSymbolicLink(photos.resolve("link-to-a.png"), photos.resolve("a.png"));
        good("@eaDir/thumbnail.png", 3);
        good(".hidden/c.png", 4);

        AddReport report = add();

        assertThat(report.added()).isEqualTo(2);
        assertThat(names(report.failures().stream().map(AddReport.Failure::path).toList()))
                .containsExactly("half.png", "huge.jpg", "nowhere.png", "one.png", "other.png", "text.jpg", "zero.jpg");
        assertThat(names(report.ignored())).contains(".hidden", "@eaDir", "up");
        for (AddReport.Failure failure : report.failures()) {
            assertThat(failure.reason())
                    .contains(failure.path())
                    .doesNotContain("Exception")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aFileThatFailsToReadIsReported() throws IOException {
        Path broken = Path.of("/proc/self/mem");
        assumeTrue(Files.isReadable(broken), "no file here that fails to be read");
        photos = Files.createDirectories(folder.resolve("photos"));
        good("a.png", 1);
        Files.createSymbolicLink(photos.resolve("broken.png"), broken);
        AddReport report = add();
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().get(0).reason()).contains("cannot be read");
    }

    @Test
    void anUnreadableFileIsReported() throws IOException {
        photos = Files.createDirectories(folder.resolve("photos"));
        good("a.png", 1);
        good("secret.png", 2);
        assumeTrue(photos.resolve("secret.png").toFile().setReadable(false), "permissions cannot be set here");
        assumeTrue(!Files.isReadable(photos.resolve("secret.png")), "this user may read everything");
        AddReport report = add();
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().get(0).reason()).contains("permission denied");
    }

    @Test
    void namesInEveryScriptAreKept() throws IOException {
        photos = Files.createDirectories(folder.resolve("photos"));
        List<String> names = new ArrayList<>(List.of(
                "with space.png", "quote'\"`.png", "-dash.png", "line\nbreak.png", "per%cent.png", "back\\slash.png"));
        for (String name : List.of(
                "écrit.png",
                "e\u0301crit.png",
                "图片.png",
                "صورة.png",
                "תמונה.png",
                "фото.png",
                "ภาพ.png",
                "चित्र.png",
                "🏞️.png")) {
            try {
                names.add(Path.of(name).toString());
            } catch (InvalidPathException e) {
                System.out.println("GalleryBadFilesTest: the locale has no file names other than ASCII");
            }
        }
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            good(names.get(i), i);
            files.add(photos.resolve(names.get(i)));
        }
        AddReport report = add();
        assertThat(report.failures()).isEmpty();
        assertThat(report.added()).isEqualTo(names.size());
        try (Gallery gallery = Gallery.open(folder.resolve("gallery"))) {
            List<Path> found = new ArrayList<>();
            gallery.forEachPicture(picture -> found.add(picture.location()));
            assertThat(found).containsExactlyInAnyOrderElementsOf(files);
            for (int i = 0; i < names.size(); i++) {
                assertThat(gallery.search(GalleryTest.drawn(i), SearchSettings.USUAL)
                                .get(0)
                                .path())
                        .isEqualTo(files.get(i));
            }
            gallery.mark(files.get(0), files.get(1), true);
            assertThat(gallery.marks()).hasSize(1);
            assertThat(gallery.remove(Gallery.under(files.get(3)))).isEqualTo(1);
            assertThat(gallery.check(Progress.NONE).missing()).isEmpty();
        }
        assertThat(new String(Files.readAllBytes(folder.resolve("gallery/marks.log")), StandardCharsets.UTF_8))
                .contains("with space");
    }

    @Test
    void movedCopiesLeaveNoOldPaths() throws IOException {
        photos = Files.createDirectories(folder.resolve("photos"));
        for (String name : List.of("a.png", "b.png", "c.png")) {
            good(name, 1); // three equal files
        }
        try (Gallery gallery = Gallery.open(folder.resolve("gallery"), Models.bundled("photos"))) {
            gallery.add(List.of(photos), Progress.NONE);
            Path moved = Files.createDirectories(photos.resolve("moved"));
            for (String name : List.of("a.png", "b.png", "c.png")) {
                Files.move(photos.resolve(name), moved.resolve(name));
            }
            AddReport report = gallery.add(List.of(photos), Progress.NONE);
            assertThat(report.known()).isEqualTo(3);
            assertThat(report.moved()).isEqualTo(3);
            assertThat(gallery.info().pictures()).isEqualTo(3);
            assertThat(gallery.check(Progress.NONE).missing()).isEmpty();
        }
    }
}
