package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedImagesTest {
    private static final int BYTES = 3 * 6 * 6; // of one image

    @TempDir
    Path folder;

    @BeforeEach
    void draw() throws IOException {
        for (int i = 1; i <= 3; i++) {
            DataFormatContract.picture(folder.resolve(i + ".png"), i);
        }
    }

    @Test
    void severalThreadsShareOneDecoding() {
        DecodedImages images = new DecodedImages(FolderTree.of(folder));
        List<Picture> read = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> images.get("1.png"))
                .toList();
        assertThat(read).allMatch(picture -> picture == read.get(0));
    }

    @Test
    void theMostRecentlyUsedImagesAreKept() {
        DecodedImages images = new DecodedImages(FolderTree.of(folder), 2 * BYTES);
        Picture first = images.get("1.png");
        Picture second = images.get("2.png");
        assertThat(images.get("1.png")).isSameAs(first);
        images.get("3.png"); // 2.png is the least recently used
        assertThat(images.get("1.png")).isSameAs(first);
        assertThat(images.get("2.png")).isNotSameAs(second);
    }

    @Test
    void oneImageIsKeptIndependentOfItsSize() {
        DecodedImages images = new DecodedImages(FolderTree.of(folder), 1);
        Picture first = images.get("1.png");
        assertThat(images.get("1.png")).isSameAs(first);
        images.get("2.png");
        assertThat(images.get("1.png")).isNotSameAs(first);
    }

    @Test
    void unreadableImagesAreReadAgain() throws IOException {
        DecodedImages images = new DecodedImages(FolderTree.of(folder));
        Files.writeString(folder.resolve("1.png"), "no picture");
        assertThatThrownBy(() -> images.get("1.png")).isInstanceOf(InputException.class);
        DataFormatContract.picture(folder.resolve("1.png"), 1);
        assertThat(images.get("1.png").width()).isEqualTo(6);
    }
}
