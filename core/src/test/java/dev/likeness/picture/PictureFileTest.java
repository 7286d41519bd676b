package dev.likeness.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFileTest {
    @TempDir
    Path folder;

    @Test
    void aWrittenPictureIsReadBack() {
        byte[] rgb = new byte[3 * 9 * 5];
        new Random(3).nextBytes(rgb);
        Path file = folder.resolve("noise.png");
        PictureFile.write(new Picture(9, 5, rgb), file);
        assertThat(Picture.read(file).rgb()).isEqualTo(rgb);
    }

    @Test
    void greyIsWrittenAsGreyAndKeepsItsValues() throws IOException {
        byte[] rgb = new byte[3 * 256];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3);
        }
        Path file = folder.resolve("grey.png");
        PictureFile.write(new Picture(256, 1, rgb), file);
        assertThat(Picture.read(file).rgb()).isEqualTo(rgb);
        assertThat(ImageIO.read(file.toFile()).getRaster().getNumBands()).isEqualTo(1);
    }

    @Test
    void anExistingFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("a.png");
        PictureFile.write(new Picture(1, 1, new byte[3]), file);
        PictureFile.write(new Picture(2, 2, new byte[12]), file);
        assertThat(Picture.read(file).width()).isEqualTo(2);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anAbsentFolderIsCreated() {
        Path file = folder.resolve("absent/too/a.png");
        PictureFile.write(new Picture(2, 2, new byte[12]), file);
        assertThat(Picture.read(file).width()).isEqualTo(2);
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> PictureFile.write(new Picture(1, 1, new byte[3]), folder))
                .isInstanceOf(InputException.class)
                .hasMessage(folder + ": this is a folder; choose a PNG file to write");
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> PictureFile.write(new Picture(1, 1, new byte[3]), file.resolve("a.png")))
                .isInstanceOf(InputException.class)
                .hasMessage(file.resolve("a.png") + ": " + file + " is a file, not a folder; choose another place");
    }
}
