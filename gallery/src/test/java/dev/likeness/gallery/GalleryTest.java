package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.error.InputException;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding, searching and removing, with the bundled model and pictures on disk. */
class GalleryTest {
    private static final int PICTURES = 24;

    @TempDir
    private Path folder;

    /** Discs and rectangles in many colours all over the picture: each seed another picture. */
    static Picture drawn(int seed) {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        Random random = new Random(seed);
        for (int i = 0; i < 70; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            int width = 8 + random.nextInt(50 - i / 2);
            int height = 8 + random.nextInt(50 - i / 2);
            int x = random.nextInt(160) - width / 2;
            int y = random.nextInt(120) - height / 2;
            if (random.nextBoolean()) {
                pen.fillOval(x, y, width, height);
            } else {
                pen.fillRect(x, y, width, height);
            }
        }
        pen.dispose();
        return Picture.of(image);
    }

    private Path pictures() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures/inner"));
        for (int i = 0; i < PICTURES; i++) {
            PictureFile.write(drawn(i), pictures.resolve("p" + i + ".png"));
        }
        return folder.resolve("pictures");
    }

    private Gallery open() {
        return Gallery.open(folder.resolve("gallery"), Models.bundled("photos"));
    }

    @Test
    void findsAPictureWithTheScoreThatCompareGives() throws IOException {
        Path pictures = pictures();
        try (Gallery gallery = open();
                Likeness likeness = Likeness.open(Models.bundled("photos"))) {
            AddReport report = gallery.add(List.of(pictures), Progress.NONE);
            assertThat(report.added()).isEqualTo(PICTURES);
            assertThat(report.failures()).isEmpty();
            List<Hit> hits = gallery.search(drawn(3), SearchSettings.USUAL.first(5));
            assertThat(hits).hasSize(5);
            assertThat(hits.get(0).path().getFileName()).hasToString("p3.png");
            for (Hit hit : hits) {
                Verdict verdict = likeness.compare(hit.orientation().of(drawn(3)), Picture.read(hit.path()));
                assertThat(hit.score()).isCloseTo(verdict.score(), within(verdict.score()));
                assertThat(hit.match()).isEqualTo(verdict.match());
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double score) {
        return org.assertj.core.data.Offset.offset(1e-5 * Math.max(1, Math.abs(score)));
    }

    @Test
    void findsTurnedAndMirroredCopies() throws IOException {
        Path pictures = pictures();
        try (Gallery gallery = open()) {
            gallery.add(List.of(pictures), Progress.NONE);
            for (Orientation orientation : Orientation.values()) {
                Hit first = gallery.search(orientation.of(drawn(5)), SearchSettings.USUAL)
                        .get(0);
                assertThat(first.path().getFileName()).as("%s", orientation).hasToString("p5.png");
                assertThat(first.match()).as("%s", orientation).isTrue();
            }
        }
    }

    @Test
    void passesOverWhatIsUnchangedAndKeepsCodesOfMovedFiles() throws IOException {
        Path pictures = pictures();
        try (Gallery gallery = open()) {
            gallery.add(List.of(pictures), Progress.NONE);
            AddReport again = gallery.add(List.of(pictures), Progress.NONE);
            assertThat(again.unchanged()).isEqualTo(PICTURES);
            assertThat(again.added()).isZero();

            Files.move(pictures.resolve("inner/p0.png"), pictures.resolve("moved.png"));
            Files.copy(pictures.resolve("inner/p1.png"), pictures.resolve("copy.png"));
            AddReport moved = gallery.add(List.of(pictures), Progress.NONE);
            assertThat(moved.known()).isEqualTo(2);
            assertThat(moved.moved()).isEqualTo(1);
            assertThat(moved.added()).isZero();
            assertThat(gallery.info().pictures()).isEqualTo(PICTURES + 1);
        }
    }

    @Test
    void keepsWhatWasAddedAndRemovesWhatIsUnwanted() throws IOException {
        Path pictures = pictures();
        try (Gallery gallery = open()) {
            gallery.add(List.of(pictures), Progress.NONE);
        }
        try (Gallery gallery = Gallery.open(folder.resolve("gallery"))) {
            assertThat(gallery.info().pictures()).isEqualTo(PICTURES);
            assertThat(gallery.remove(Gallery.under(pictures.resolve("inner/p2.png"))))
                    .isEqualTo(1);
            assertThat(gallery.info().pictures()).isEqualTo(PICTURES - 1);
            List<String> left = new ArrayList<>();
            gallery.forEachPicture(picture -> left.add(picture.path()));
            assertThat(left).noneMatch(path -> path.endsWith("p2.png"));
        }
    }

    @Test
    void reportsEachBadFileOnceAndAddsTheRest() throws IOException {
        Path pictures = pictures();
        Files.writeString(pictures.resolve("notes.txt"), "not a picture");
        Files.createFile(pictures.resolve("empty.png"));
        Files.createSymbolicLink(pictures.resolve("inner/loop"), pictures);
        byte[] whole = Files.readAllBytes(pictures.resolve("inner/p0.png"));
        Files.write(pictures.resolve("cut.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
        try (Gallery gallery = open()) {
            AddReport report = gallery.add(List.of(pictures), Progress.NONE);
            assertThat(report.added()).isEqualTo(PICTURES);
            assertThat(report.failures().stream()
                            .map(failure ->
                                    Path.of(failure.path()).getFileName().toString()))
                    .containsExactlyInAnyOrder("notes.txt", "empty.png", "cut.png");
        }
    }

    @Test
    void refusesAnotherModelAndASecondWriterButNotReaders() throws IOException {
        Path pictures = pictures();
        try (Gallery gallery = open();
                Gallery other = open()) {
            gallery.add(List.of(pictures), Progress.NONE);
            assertThat(other.info().pictures()).isEqualTo(PICTURES);
            assertThatThrownBy(() -> Gallery.open(folder.resolve("gallery"), Models.bundled("characters")))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("photos")
                    .hasMessageContaining("characters");
        }
    }

    /** The graphs are loaded by the first search. */
    @Test
    void searchesWithItsModelAfterAnotherOneReplacedIt() throws IOException {
        Path pictures = pictures();
        try (Gallery gallery = open()) {
            gallery.add(List.of(pictures), Progress.NONE);
        }
        try (Gallery before = Gallery.open(folder.resolve("gallery"))) {
            assertThat(before.info().pictures()).isEqualTo(PICTURES);
            Gallery.encodeAgain(folder.resolve("gallery"), Models.bundled("characters"), Progress.NONE);
            assertThat(before.search(drawn(4), SearchSettings.USUAL.first(1))
                            .get(0)
                            .path()
                            .getFileName())
                    .hasToString("p4.png");
        }
        try (Gallery after = Gallery.open(folder.resolve("gallery"))) {
            assertThat(after.info().model()).isEqualTo("characters");
            assertThat(after.info().pictures()).isEqualTo(PICTURES);
        }
    }

    @Test
    void remembersMarksOfContents() throws IOException {
        Path pictures = pictures();
        try (Gallery gallery = open()) {
            gallery.add(List.of(pictures), Progress.NONE);
            Path a = pictures.resolve("inner/p0.png");
            Path b = pictures.resolve("inner/p1.png");
            gallery.mark(a, b, true);
            gallery.mark(b, a, false);
            assertThat(gallery.marks()).hasSize(1);
            assertThat(gallery.marks().get(0).same()).isFalse();
            gallery.remove(Gallery.under(a));
            assertThat(gallery.marks()).hasSize(1);
            gallery.erase(Gallery.under(a));
            assertThat(gallery.marks()).isEmpty();
        }
    }

    /** One changed byte in any part of the index is noticed: by the check, or already when it is opened. */
    @Test
    void damagedFilesOfTheIndexAreReported() throws IOException {
        Path pictures = pictures();
        Path at = folder.resolve("gallery");
        try (Gallery gallery = Gallery.open(at, Models.bundled("photos"))) {
            gallery.add(List.of(pictures), Progress.NONE);
            assertThat(gallery.check(Progress.NONE).damaged()).isEmpty();
        }
        List<Path> files;
        try (var listed = Files.list(at.resolve("generation-1/index"))) {
            files = listed.filter(file -> file.toString().matches(".*\\.(cfs|fdt|vec|dvd)"))
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            byte[] sound = Files.readAllBytes(file);
            for (int part = 1; part < 10; part++) {
                byte[] damaged = sound.clone();
                damaged[(int) ((long) sound.length * part / 10)] ^= 1;
                Files.write(file, damaged);
                assertThat(isReported(at))
                        .as("%s, part %d", file.getFileName(), part)
                        .isTrue();
            }
            Files.write(file, sound);
        }
    }

    /** Without its list of segments an index looks like an empty one, and a writer would delete the rest. */
    @Test
    void anIndexWithoutItsListOfSegmentsIsDamaged() throws IOException {
        Path pictures = pictures();
        Path at = folder.resolve("gallery");
        try (Gallery gallery = Gallery.open(at, Models.bundled("photos"))) {
            gallery.add(List.of(pictures), Progress.NONE);
        }
        Path index = at.resolve("generation-1/index");
        List<Path> lists;
        try (var listed = Files.list(index)) {
            lists = listed.filter(file -> file.getFileName().toString().startsWith("segments"))
                    .toList();
        }
        for (Path file : lists) {
            Files.move(file, folder.resolve(file.getFileName()));
        }
        for (boolean reads : new boolean[] {true, false}) {
            assertThatThrownBy(() -> {
                        try (Gallery gallery = Gallery.open(at, Models.bundled("photos"))) {
                            if (reads) {
                                gallery.check(Progress.NONE);
                            } else {
                                gallery.add(List.of(pictures), Progress.NONE);
                            }
                        }
                    })
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("its list of segments is missing");
        }
        for (Path file : lists) {
            Files.move(folder.resolve(file.getFileName()), index.resolve(file.getFileName()));
        }
        try (Gallery gallery = Gallery.open(at, Models.bundled("photos"))) {
            assertThat(gallery.check(Progress.NONE).pictures()).isEqualTo(PICTURES);
        }
    }

    @Test
    void damagedLinesOfTheLogOfMarksAreReported() throws IOException {
        Path pictures = pictures();
        Path at = folder.resolve("gallery");
        try (Gallery gallery = Gallery.open(at, Models.bundled("photos"))) {
            gallery.add(List.of(pictures), Progress.NONE);
            for (int i = 0; i < 3; i++) {
                gallery.mark(pictures.resolve("inner/p" + i + ".png"), pictures.resolve("inner/p9.png"), false);
            }
            assertThat(gallery.check(Progress.NONE).isSound()).isTrue();
            Path log = at.resolve("marks.log");
            byte[] lines = Files.readAllBytes(log);
            lines[lines.length / 2] ^= 1;
            Files.write(log, lines);
            GalleryCheck check = gallery.check(Progress.NONE);
            assertThat(check.damagedMarks()).containsExactly(2);
            assertThat(check.damaged()).isEmpty();
            assertThat(check.isSound()).isFalse();
        }
    }

    private static boolean isReported(Path at) {
        try (Gallery gallery = Gallery.open(at, Models.bundled("photos"))) {
            return !gallery.check(Progress.NONE).damaged().isEmpty();
        } catch (InputException e) {
            return true;
        }
    }
}
