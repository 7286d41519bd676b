package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.models.Models;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an erasure no file of the gallery contains the path, the checksums or the code of the picture. */
class GalleryEraseTest {
    private static final int PICTURES = 30;

    @TempDir
    private Path folder;

    private Path pictures() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < PICTURES; i++) {
            PictureFile.write(GalleryTest.drawn(i), pictures.resolve("picture-" + i + ".png"));
        }
        return pictures;
    }

    /** The files below a folder that contain one of these byte strings. */
    private static List<Path> containing(Path folder, List<byte[]> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (wanted.stream().anyMatch(each -> bytes.contains(new String(each, StandardCharsets.ISO_8859_1)))) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    /** Text and code by which a picture could be recognised. Lucene shortens a path by what it shares with its neighbour. */
    private static List<byte[]> traces(Gallery gallery, String name) {
        List<byte[]> traces = new ArrayList<>();
        gallery.forEach((picture, code) -> {
            if (picture.path().endsWith(name)) {
                StoredPicture.File file = picture.file();
                for (String text : List.of(
                        name,
                        file.content(),
                        picture.image().pixels(),
                        file.content().substring(8))) {
                    traces.add(text.getBytes(StandardCharsets.UTF_8));
                }
                traces.add(code.toBytes());
            }
        });
        assertThat(traces).hasSize(5);
        return traces;
    }

    @Test
    void anErasedPictureLeavesNoTrace() throws Exception {
        Path pictures = pictures();
        Path galleryFolder = folder.resolve("gallery");
        List<byte[]> traces;
        try (Gallery gallery = Gallery.open(galleryFolder, Models.bundled("photos"))) {
            for (int i = 0; i < PICTURES; i++) { // several segments
                gallery.add(List.of(pictures.resolve("picture-" + i + ".png")), Progress.NONE);
            }
            traces = traces(gallery, "picture-17.png");
            gallery.mark(pictures.resolve("picture-17.png"), pictures.resolve("picture-18.png"), true);
            gallery.mark(pictures.resolve("picture-19.png"), pictures.resolve("picture-18.png"), true);
        }
        assertThat(containing(galleryFolder, traces)).isNotEmpty();
        try (AddingProcess encoding = AddingProcess.encodingAgain(galleryFolder)) {
            encoding.kill(500 + new Random().nextLong(500)); // leaves a part of the next generation
        }
        try (Gallery gallery = Gallery.open(galleryFolder)) {
            long size = gallery.info().pictures();
            assertThat(gallery.erase(Gallery.under(pictures.resolve("picture-17.png"))))
                    .isEqualTo(1);
            assertThat(gallery.info().pictures()).isEqualTo(size - 1);
            assertThat(gallery.marks()).hasSize(1);
            assertThat(containing(galleryFolder, traces)).isEmpty();
            assertThat(gallery.search(GalleryTest.drawn(18), SearchSettings.USUAL))
                    .isNotEmpty();
        }
        assertThat(containing(galleryFolder, traces)).isEmpty();
    }

    @Test
    void theOldModelsCodesAreErasedToo() throws IOException {
        Path pictures = pictures();
        Path galleryFolder = folder.resolve("gallery");
        List<byte[]> traces;
        try (Gallery gallery = Gallery.open(galleryFolder, Models.bundled("photos"))) {
            gallery.add(List.of(pictures), Progress.NONE);
            traces = traces(gallery, "picture-17.png");
        }
        Path old = Files.createDirectories(folder.resolve("copy"));
        copy(galleryFolder.resolve("generation-1"), old);
        Gallery.encodeAgain(galleryFolder, Models.bundled("characters"), Progress.NONE);
        copy(old, galleryFolder.resolve("generation-1")); // as if the process had been killed just after the switch
        try (Gallery gallery = Gallery.open(galleryFolder)) {
            gallery.erase(Gallery.under(pictures.resolve("picture-17.png")));
        }
        assertThat(containing(galleryFolder, traces)).isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
