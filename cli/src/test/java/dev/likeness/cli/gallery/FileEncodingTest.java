package dev.likeness.cli.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEncodingTest {
    @TempDir
    private Path folder;

    private List<Path> files(int count) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve(i + ".png");
            int side = i % 50 == 0 ? 900 : 20; // large ones take longer
            BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            for (int p = 0; p < side * side; p++) {
                image.setRGB(p % side, p / side, p * (i + 1) * 997 & 0xffffff);
            }
            ImageIO.write(image, "png", file.toFile());
            files.add(file);
        }
        return files;
    }

    @Test
    void theOrderIsThatOfTheFilesAndAFaultKeepsItsPlace() throws IOException {
        List<Path> files = files(150);
        Files.writeString(files.get(70), "not a picture");
        try (LearnedMeasure measure = LearnedMeasure.openForManyCallers(Models.bundled("photos"))) {
            List<FileEncoding.Encoded> encoded = new ArrayList<>();
            new FileEncoding(measure).encode(files, encoded::add);
            assertThat(encoded).extracting(FileEncoding.Encoded::file).isEqualTo(files);
            for (int i = 0; i < files.size(); i++) {
                if (i == 70) {
                    assertThat(encoded.get(i).embedding()).isNull();
                    assertThat(encoded.get(i).fault()).contains("70.png");
                } else {
                    Code alone = measure.encode(Picture.read(files.get(i)), Side.A);
                    assertThat(encoded.get(i).embedding()).isEqualTo(alone.embedding());
                }
            }
        }
    }

    @Test
    void anErrorOfTheMeasureEndsTheRun() throws IOException {
        List<Path> files = files(3);
        Measure closed = Measures.named("pixels");
        closed.close();
        assertThatThrownBy(() -> new FileEncoding(closed).encode(files, one -> {}))
                .isInstanceOf(IllegalStateException.class);
    }
}
