package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

class HistogramMeasureTest extends ClassicContract {
    private static final int RED = 0xff0000;
    private static final int GREEN = 0x00ff00;
    private static final int BLUE = 0x0000ff;

    @Override
    protected String name() {
        return "histogram";
    }

    @Test
    void theScoreDependsOnColourNotOnPosition() {
        Picture redBlue = Drawings.halves(RED, BLUE);
        assertThat(score(redBlue, redBlue)).isCloseTo(1, within(1e-6));
        assertThat(score(redBlue, Drawings.halves(BLUE, RED))).isCloseTo(1, within(1e-6));
        // Two of 256 bins hold a half each: covariance 1/4 - 1/256 over variance 1/2 - 1/256.
        assertThat(score(redBlue, Drawings.halves(RED, GREEN)))
                .isCloseTo((1 / 4.0 - 1 / 256.0) / (1 / 2.0 - 1 / 256.0), within(1e-6));
        assertThat(score(Drawings.halves(RED, RED), Drawings.halves(BLUE, BLUE)))
                .isCloseTo(-1 / 255.0, within(1e-6));
    }

    /** Hues 0, 120 and 240 degrees are in bins 0, 5 and 10 of 16; full saturation and value are in the last of 4 bins. */
    @Test
    void binsAreAsDocumented() {
        float[] red = vector(Drawings.halves(RED, RED));
        float[] greenBlue = vector(Drawings.halves(GREEN, BLUE));
        float[] grey = vector(Drawings.blank(100));
        assertThat(red).hasSize(256);
        assertThat(red[15]).isEqualTo(1);
        assertThat(greenBlue[5 * 16 + 15]).isEqualTo(0.5f);
        assertThat(greenBlue[10 * 16 + 15]).isEqualTo(0.5f);
        assertThat(grey[1]).isEqualTo(1);
    }
}
