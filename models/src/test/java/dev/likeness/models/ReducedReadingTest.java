package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.Likeness;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much the answers of the bundled models change if large JPEG files are decoded at a reduced size. */
class ReducedReadingTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir
    private Path folder;

    /** A photograph as a camera would save it: large, with noise. */
    private Path enlarged(String name, int width, int height) throws IOException {
        BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(Picture.read(EXAMPLES.resolve(name)).toImage(), 0, 0, width, height, null);
        graphics.dispose();
        Random random = new Random(name.hashCode());
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            large.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int noise = (int) Math.round(4 * random.nextGaussian());
                int rgb = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    rgb |= Math.max(0, Math.min(255, (row[x] >> shift & 0xff) + noise)) << shift;
                }
                row[x] = rgb;
            }
            large.setRGB(0, y, width, 1, row, 0, width);
        }
        Path file = folder.resolve(name + "-" + width + ".jpg");
        ImageIO.write(large, "jpeg", file.toFile());
        return file;
    }

    private static void assertClose(byte[] reduced, byte[] full) {
        double sum = 0;
        int worst = 0;
        for (int i = 0; i < full.length; i++) {
            int difference = Math.abs((reduced[i] & 0xff) - (full[i] & 0xff));
            sum += difference;
            worst = Math.max(worst, difference);
        }
        assertThat(sum / full.length).as("mean difference in grey levels").isLessThan(1);
        assertThat(worst).as("largest difference in grey levels").isLessThan(20);
    }

    private static double cosine(Code a, Code b) {
        return a.cosine(b) / Math.sqrt(a.cosine(a) * b.cosine(b)); // stored codes are not exactly of unit length
    }

    @Test
    void theModelOfPhotographsAnswersAsFromAllPixels() throws IOException {
        List<Path> files = List.of(
                enlarged("cathedral.jpg", 3203, 2405), // an eighth
                enlarged("flower.jpg", 3200, 2400),
                enlarged("cave.jpg", 1601, 1203), // a quarter
                enlarged("cathedral-postcard.jpg", 3200, 2400));
        try (Likeness likeness = Likeness.open(Models.bundled("photos"))) {
            LearnedMeasure measure = (LearnedMeasure) likeness.measure();
            PictureShape shape = measure.card().input();
            List<Code> full = new ArrayList<>();
            List<Code> reduced = new ArrayList<>();
            for (Path file : files) {
                Picture whole = Picture.read(file);
                Picture small = Picture.readAtLeast(file, measure.sideNeeded());
                assertThat(small.width()).isIn(whole.width() / 8, whole.width() / 4);
                assertClose(Resizer.fit(small, shape, Fit.STRETCH), Resizer.fit(whole, shape, Fit.STRETCH));
                assertThat(likeness.inDomain(List.of(PictureStatistics.of(small))))
                        .isEqualTo(likeness.inDomain(List.of(PictureStatistics.of(whole))));
                full.add(measure.encode(whole, Side.A));
                reduced.add(measure.encode(small, Side.A));
            }
            for (int i = 0; i < files.size(); i++) {
                assertThat(cosine(reduced.get(i), full.get(i))).isGreaterThan(0.9995);
                for (int j = 0; j < i; j++) {
                    assertThat(Math.abs(measure.compare(reduced.get(i), reduced.get(j))
                                    - measure.compare(full.get(i), full.get(j))))
                            .as("change of the score of %s and %s", files.get(i), files.get(j))
                            .isLessThan(0.5);
                }
            }
        }
    }

    /** A picture is read before the model for it is chosen. */
    @Test
    void theBundledModelsNeedNoMoreThanTheChoiceBetweenThem() {
        for (String name : Models.names()) {
            try (LearnedMeasure measure = LearnedMeasure.open(Models.bundled(name))) {
                assertThat(measure.sideNeeded()).isEqualTo(PictureStatistics.SIDE_NEEDED);
            }
        }
    }
}
