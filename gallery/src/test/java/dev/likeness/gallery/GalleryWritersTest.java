package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.models.Models;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes use one gallery. */
class GalleryWritersTest {
    @TempDir
    private Path folder;

    private Path pictures(String name, int from, int to) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve(name));
        for (int i = from; i < to; i++) {
            PictureFile.write(GalleryTest.drawn(i), pictures.resolve("p" + i + ".png"));
        }
        return pictures;
    }

    private Gallery open() {
        return Gallery.open(folder.resolve("gallery"), Models.bundled("photos"));
    }

    @Test
    void aSecondWriterIsRefusedWhileReadersAndMarksGoOn() throws Exception {
        Path first = pictures("first", 0, 3);
        Path second = pictures("second", 3, 5);
        try (Gallery gallery = open()) {
            gallery.add(List.of(first), Progress.NONE);
            try (AddingProcess other = AddingProcess.waiting(gallery.folder(), second)) {
                assertThatThrownBy(() -> gallery.add(List.of(second), Progress.NONE))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("another process")
                        .hasMessageContaining("wait until it has ended");
                assertThatThrownBy(() -> gallery.remove(Gallery.under(first)))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("another process");
                assertThat(gallery.search(GalleryTest.drawn(1), SearchSettings.USUAL)
                                .get(0)
                                .path()
                                .getFileName())
                        .hasToString("p1.png");
                gallery.mark(first.resolve("p0.png"), first.resolve("p1.png"), true);
                assertThat(gallery.marks()).hasSize(1);
                assertThat(other.kill(0)).isZero();
            }
            assertThat(gallery.add(List.of(second), Progress.NONE).failures()).isEmpty();
            assertThat(gallery.info().pictures()).isEqualTo(5);
        }
    }

    @Test
    void anOpenGalleryAnswersAfterAnotherModelReplacedItButDoesNotAdd() throws IOException {
        Path pictures = pictures("first", 0, 3);
        try (Gallery gallery = open()) {
            gallery.add(List.of(pictures), Progress.NONE);
            assertThat(gallery.search(GalleryTest.drawn(0), SearchSettings.USUAL))
                    .isNotEmpty();
            Gallery.encodeAgain(gallery.folder(), Models.bundled("characters"), Progress.NONE);
            assertThat(gallery.search(GalleryTest.drawn(1), SearchSettings.USUAL)
                            .get(0)
                            .path()
                            .getFileName())
                    .hasToString("p1.png");
            assertThatThrownBy(() -> gallery.add(List.of(pictures), Progress.NONE))
                    .isInstanceOf(InputException.class);
        }
    }
}
