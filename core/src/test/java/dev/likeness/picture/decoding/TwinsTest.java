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
 * One picture in every form that is read decodes to the same pixels. The files are other people's programs'
 * (scripts/twins wrote them); the expected pixels are the samples in the file by arithmetic, or, of lossy forms and
 * through profiles, what the form's reference decoder makes of them.
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

    /** Where libwebp is not there for a platform, lossy WebP is read by another decoder, with a warning. */
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
                                .hasMessageContaining("not read")));
    }

    /** Writes the table of docs/twins.md to target/twins.md, and holds the document's numbers of forms against it. */
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
