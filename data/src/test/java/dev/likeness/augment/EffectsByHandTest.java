package dev.likeness.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects compared with independent references. */
class EffectsByHandTest {
    /** Compared with JPEG files written by the platform. */
    @ParameterizedTest
    @ValueSource(ints = {5, 20, 50, 75, 92})
    void jpegHasTheLossOfAFile(int quality) throws IOException {
        Canvas canvas = Pictures.canvas(75, 50, 3);
        Random random = new Random(2);
        for (int i = 0; i < canvas.values.length; i += 3) {
            float grain = (float) (8 * random.nextGaussian()); // grey, because readers upsample chroma differently
            canvas.values[i] += grain;
            canvas.values[i + 1] += grain;
            canvas.values[i + 2] += grain;
        }
        Picture original = canvas.picture();
        Picture file = throughAFile(original, quality);

        Jpeg.save(canvas, quality, 8);

        double lost = Pictures.meanDifference(original.rgb(), file.rgb());
        double off = Pictures.meanDifference(canvas.bytes(), file.rgb());
        assertThat(off).as("of %s grey levels lost", lost).isLessThan(0.6 + 0.35 * lost);
        assertThat(Pictures.meanDifference(original.rgb(), canvas.bytes())).isCloseTo(lost, within(0.15 * lost));
    }

    private static Picture throughAFile(Picture picture, int quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality / 100f);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        image.createGraphics().drawImage(picture.toImage(), 0, 0, null);
        try (var out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return Picture.read(file.toByteArray());
    }

    @Test
    void blurKeepsTheMeanAndAFlatPicture() {
        Canvas flat = new Canvas(30, 20, 3);
        Arrays.fill(flat.values, 77);
        new Blur(1, 0.1).alter(flat, new Random(1));
        for (float value : flat.values) {
            assertThat(value).isCloseTo(77f, within(1e-3f));
        }

        Canvas dot = new Canvas(41, 41, 1);
        dot.values[20 * 41 + 20] = 1000;
        new Blur(1, 0.05).alter(dot, new Random(1));
        float sum = 0;
        for (float value : dot.values) {
            sum += value;
        }
        assertThat(sum).isCloseTo(1000f, within(0.1f));
        assertThat(dot.values[20 * 41 + 20]).isLessThan(500f);
        assertThat(dot.values[20 * 41 + 19]).isEqualTo(dot.values[19 * 41 + 20]);
    }

    @Test
    void noiseHasMeanZeroAndTheDrawnDeviation() {
        Canvas canvas = new Canvas(200, 200, 1);
        Random random = new Random(5);
        new Noise(1, 20).alter(canvas, random);
        Random same = new Random(5);
        same.nextDouble();
        double deviation = 20 * same.nextDouble();
        double sum = 0;
        double squares = 0;
        for (float value : canvas.values) {
            sum += value;
            squares += value * value;
        }
        int n = canvas.values.length;
        assertThat(sum / n).isCloseTo(0, within(4 * deviation / Math.sqrt(n)));
        assertThat(Math.sqrt(squares / n)).isCloseTo(deviation, within(0.02 * deviation));
    }

    @Test
    void greyIsTheLumaInAllChannels() {
        Canvas canvas = new Canvas(1, 1, 3);
        System.arraycopy(new float[] {10, 20, 30}, 0, canvas.values, 0, 3);
        new Colour(0, 0, 0, 0, 1).alter(canvas, new Random(1));
        for (float value : canvas.values) {
            assertThat(value).isCloseTo(0.299f * 10 + 0.587f * 20 + 0.114f * 30, within(1e-3f));
        }
    }

    @Test
    void hueAndSaturationPreserveTheLuma() {
        Canvas canvas = new Canvas(1, 1, 3);
        System.arraycopy(new float[] {90, 120, 60}, 0, canvas.values, 0, 3);
        float before = 0.299f * 90 + 0.587f * 120 + 0.114f * 60;
        new Colour(1, 40, 0.5, 0, 0).alter(canvas, new Random(4));
        assertThat(canvas.values[0]).isNotCloseTo(90f, within(1f));
        assertThat(0.299f * canvas.values[0] + 0.587f * canvas.values[1] + 0.114f * canvas.values[2])
                .isCloseTo(before, within(0.05f));
    }

    @Test
    void lettersDifferAndStayOnTheirGrid() {
        Set<String> seen = new HashSet<>();
        for (int letter = 0; letter < StrokeFont.LETTERS; letter++) {
            List<double[][]> strokes = StrokeFont.strokes(letter);
            assertThat(strokes).as("letter %d", letter).isNotEmpty();
            for (double[][] stroke : strokes) {
                assertThat(stroke.length).isGreaterThanOrEqualTo(2);
                for (double[] point : stroke) {
                    assertThat(point[0]).isBetween(0.0, 4.0);
                    assertThat(point[1]).isBetween(0.0, (double) StrokeFont.HEIGHT);
                }
            }
            assertThat(seen.add(Arrays.deepToString(strokes.toArray())) || letter == 26)
                    .as("letter %d; O and 0 may look alike", letter)
                    .isTrue();
        }
    }

    /** A file of twice the size is saved and then reduced. */
    @ParameterizedTest
    @ValueSource(ints = {5, 10, 30})
    void smallBlocksHaveTheLossOfAReducedFile(int quality) {
        Canvas large = Pictures.canvas(192, 128, 3);
        Canvas small = Resampling.AREA.resize(large, 96, 64);
        byte[] before = small.bytes();
        Jpeg.save(large, quality, 8);
        byte[] expected = Resampling.AREA.resize(large, 96, 64).bytes();

        Canvas whole = Pictures.canvas(192, 128, 3);
        Canvas alike = Resampling.AREA.resize(whole, 96, 64);
        Jpeg.save(alike, quality, 4);
        Jpeg.save(small, quality, 8);

        double off = Pictures.meanDifference(expected, alike.bytes());
        assertThat(off).isLessThan(0.5 * Pictures.meanDifference(expected, before));
        assertThat(off).isLessThan(0.5 * Pictures.meanDifference(expected, small.bytes()));
    }

    @Test
    void aTintAppliesToTheLumaOnly() {
        for (long seed = 1; seed <= 30; seed++) {
            Canvas canvas = new Canvas(2, 1, 3);
            System.arraycopy(new float[] {100, 100, 100, 180, 75.2317f, 16.2f}, 0, canvas.values, 0, 6);
            float luma = 0.299f * 180 + 0.587f * 75.2317f + 0.114f * 16.2f; // 99.8
            canvas.values[0] = canvas.values[1] = canvas.values[2] = luma;
            new Tint(1, 1).alter(canvas, new Random(seed));
            float apart = Math.abs(canvas.values[3] - canvas.values[0]);
            assertThat(apart).as("seed %d", seed).isLessThan(0.51f * (180 - luma));
        }
    }

    @Test
    void aWatermarkOnAFlatPictureKeepsWithinItsOpacity() {
        int repeated = 0;
        for (long seed = 1; seed <= 40; seed++) {
            Canvas flat = new Canvas(96, 64, 1);
            Arrays.fill(flat.values, 100);
            new Watermark(1, 0.6).alter(flat, new Random(seed * 7919));
            boolean[] quarters = new boolean[4];
            for (int i = 0; i < flat.values.length; i++) {
                assertThat(flat.values[i]).isBetween(100 - 0.6f * 100 - 0.01f, 100 + 0.6f * 155 + 0.01f);
                quarters[i % 96 / 48 + 2 * (i / 96 / 32)] |= Math.abs(flat.values[i] - 100) > 1;
            }
            repeated += quarters[0] && quarters[1] && quarters[2] && quarters[3] ? 1 : 0;
        }
        assertThat(repeated).as("of 40 that reach all four quarters").isGreaterThan(20);
    }

    @Test
    void aBorderSurroundsTheUnchangedPicture() {
        Canvas inner = Pictures.canvas(8, 6, 3);
        Canvas whole = new Border(0.1, 0.2, 0.1, 0.2, Backdrop.plain(255, 0, 9))
                .around(inner, new PictureShape(10, 10, 3), new Random(1));
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 10; x++) {
                boolean inside = x >= 1 && x < 9 && y >= 2 && y < 8;
                float expected = inside ? inner.values[3 * ((y - 2) * 8 + x - 1)] : 255;
                assertThat(whole.values[3 * (y * 10 + x)]).as("%d, %d", x, y).isEqualTo(expected);
            }
        }
    }
}
