package dev.likeness.picture;

import static dev.likeness.picture.TestPictures.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
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
                .map(twin -> DynamicTest.dynamicTest(
                        twin.file(),
                        () -> assertThat(twin.difference())
                                .as("%s: largest difference", twin.file())
                                .isLessThanOrEqualTo(twin.tolerance())));
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
                        () -> assertThatThrownBy(() -> Picture.read(
                                        resource("twins/" + line.getField("file")), line.getField("file")))
                                .isInstanceOf(InputException.class)
                                .hasMessageContaining(line.getField("word"))
                                .hasMessageContaining("not read")));
    }
}
