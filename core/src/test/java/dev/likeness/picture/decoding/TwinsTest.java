package dev.likeness.picture.decoding;

import static dev.likeness.picture.decoding.TestPictures.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One picture decodes to the same pixels in every supported form. Other programs wrote the files (by scripts/twins).
 * The expected pixels are computed from the samples in the file; for lossy forms and profiles they come from the
 * reference decoder of the form.
 */
class TwinsTest {
    @TestFactory
    Stream<DynamicTest> everyFormDecodesToThePixelsOfItsTwin() {
        return Twin.all().stream()
                .filter(TwinsTest::hasItsDecoder)
                .map(twin -> DynamicTest.dynamicTest(
                        twin.file(),
                        () -> assertThat(twin.difference())
                                .as("%s: largest difference", twin.file())
                                .isLessThanOrEqualTo(twin.tolerance())));
    }

    /** On a platform without libwebp another decoder reads lossy WebP, with a warning. */
    private static boolean hasItsDecoder(Twin twin) {
        return !twin.levels().contains("VP8") || LibWebp.loaded() != null;
    }

    @Test
    void everyAllowedPairOfLevelsOccurs() {
        assertThat(TwinForms.pairsOf(Twin.all())).containsAll(TwinForms.allowedPairs());
    }

    @TestFactory
    Stream<DynamicTest> kindsThatAreNotReadAreNamed() {
        return Twin.records("refused.csv").stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.getField("file"),
                        () -> assertThatThrownBy(() ->
                                        Picture.read(resource("twins/" + line.getField("file")), line.getField("file")))
                                .isInstanceOf(InputException.class)
                                .hasMessageContaining(line.getField("word"))
                                .hasMessageContaining("not supported")));
    }

    /**
     * Writes the table of docs/twins.md to target/twins.md, and compares the numbers of forms in the document with it.
     */
    @Test
    void theDocumentCountsTheForms() throws IOException {
        TwinTable table = TwinTable.of(
                Twin.all().stream().filter(TwinsTest::hasItsDecoder).toList());
        Files.writeString(Path.of("target", "twins.md"), table.text());
        List<Twin> twins = Twin.all();
        String document = Files.readString(Path.of("..", "docs", "twins.md"));
        for (String container : twins.stream().map(Twin::container).distinct().toList()) {
            long forms = twins.stream()
                    .filter(twin -> twin.container().equals(container))
                    .count();
            assertThat(document).contains("| " + container + " | " + forms + " |");
        }
        assertThat(document).contains("| all | " + twins.size() + " |");
    }
}
