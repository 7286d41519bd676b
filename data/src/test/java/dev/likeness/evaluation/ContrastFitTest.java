package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.domain.Contrast;
import dev.likeness.domain.GaussianMixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContrastFitTest {
    /** After a deliberate change, copy the file that this test writes over the resource, and raise the version. */
    @Test
    void theResourceIsWhatTheDrawnPicturesGive() throws IOException {
        String text = ContrastFit.text();
        Files.writeString(Path.of("target", "contrast.txt"), text);
        GaussianMixture drawn = Contrast.parse(text);
        GaussianMixture stored = Contrast.mixture();
        assertThat(stored.components()).hasSameSizeAs(drawn.components());
        for (int k = 0; k < drawn.components().size(); k++) {
            for (int i = 0; i < drawn.components().get(k).mean().size(); i++) {
                assertThat(stored.components().get(k).mean().get(i))
                        .isCloseTo(drawn.components().get(k).mean().get(i), within(1e-3));
            }
            for (int i = 0; i < drawn.components().get(k).factor().size(); i++) {
                assertThat(stored.components().get(k).factor().get(i))
                        .isCloseTo(drawn.components().get(k).factor().get(i), within(1e-3));
            }
        }
    }
}
