package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import org.junit.jupiter.api.Test;

class SpeedTest {
    /** Within bounds that only a wrong unit would leave: resizing 256x256 pixels, and 3,072 products. */
    @Test
    void unitsAreThoseThatArePromised() {
        try (Measure pixels = Measures.named("pixels")) {
            Speed speed = Speed.of(pixels, 0.6);

            assertThat(speed.encode()).isBetween(0.01, 100.0);
            assertThat(speed.compare()).isBetween(0.2, 500.0);
            assertThat(speed.compareAlone()).isBetween(0.2, 1000.0);
        }
    }
}
