package dev.likeness.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HomographyTest {
    private static final Homography TILT = Homography.of(2, 0, 1, 0, 3, -1, 0.5, 0, 1);

    @Test
    void aPointByHand() {
        assertThat(TILT.x(2, 4)).isCloseTo(5 / 2.0, within(1e-12)); // (2*2 + 1) / (0.5*2 + 1)
        assertThat(TILT.y(2, 4)).isCloseTo(11 / 2.0, within(1e-12));
    }

    @Test
    void multiplesAreTheSameMap() {
        Homography negative = Homography.of(-4, 0, -2, 0, -6, 2, -1, 0, -2);
        assertThat(negative.x(2, 4)).isCloseTo(TILT.x(2, 4), within(1e-12));
        assertThat(negative.y(2, 4)).isCloseTo(TILT.y(2, 4), within(1e-12));
    }

    @Test
    void mapsCompose() {
        Homography turn = Homography.of(0, -1, 3, 1, 0, 0, 0, 0, 1);
        Homography both = turn.after(TILT);
        double x = TILT.x(2, 4);
        double y = TILT.y(2, 4);
        assertThat(both.x(2, 4)).isCloseTo(turn.x(x, y), within(1e-12));
        assertThat(both.y(2, 4)).isCloseTo(turn.y(x, y), within(1e-12));
    }

    @Test
    void invalidHomographiesAreRejected() {
        assertThatThrownBy(() -> Homography.of(1, 2, 3)).hasMessageContaining("9 numbers");
        assertThatThrownBy(() -> Homography.of(1, 0, 0, 0, 1, 0, 0, Double.NaN, 1))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> Homography.of(1, 2, 3, 4, 5, 6, 7, 8, 9)).hasMessageContaining("singular");
        assertThatThrownBy(() -> Homography.of(1, 0, 0, 0, 1, 0, 0, 0, 0)).hasMessageContaining("singular");
    }
}
