package dev.likeness.picture.decoding;

import static dev.likeness.picture.decoding.TestPictures.resource;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.likeness.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A line of the twin test's manifest: the picture in one form, and the pixels that it stands for.
 *
 * @param levels of the form, one for each factor of {@link TwinForms#FACTORS}
 * @param expected a PNG file of plain RGB
 * @param tolerance grey levels that any sample may be off
 */
record Twin(String file, List<String> levels, String expected, int tolerance) {
    static List<Twin> all() {
        return records("manifest.csv").stream().map(Twin::of).toList();
    }

    static List<NamedCsvRecord> records(String name) {
        String text = new String(resource("twins/" + name), StandardCharsets.UTF_8);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static Twin of(NamedCsvRecord line) {
        return new Twin(
                line.getField("file"),
                TwinForms.FACTORS.stream().map(line::getField).toList(),
                line.getField("twin"),
                Integer.parseInt(line.getField("tolerance")));
    }

    String container() {
        return levels.get(0);
    }

    Picture decoded() {
        return Picture.read(resource("twins/" + file), file);
    }

    /** The largest difference between the decoded pixels and the expected ones, in grey levels. */
    int difference() {
        Picture picture = decoded();
        BufferedImage want = expectedPixels();
        assertThat(picture.width()).as("width").isEqualTo(want.getWidth());
        assertThat(picture.height()).as("height").isEqualTo(want.getHeight());
        int largest = 0;
        for (int y = 0, at = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int pixel = want.getRGB(x, y);
                for (int shift = 16; shift >= 0; shift -= 8) {
                    largest = Math.max(largest, Math.abs((picture.rgb()[at++] & 0xff) - (pixel >> shift & 0xff)));
                }
            }
        }
        return largest;
    }

    /** By the JDK's reader alone: a plain RGB file without a profile is what it reads right. */
    private BufferedImage expectedPixels() {
        try {
            return ImageIO.read(new ByteArrayInputStream(resource("twins/" + expected)));
        } catch (IOException e) {
            throw new AssertionError(expected, e);
        }
    }
}
