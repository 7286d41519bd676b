package dev.likeness.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewpointTest {
    @Test
    void theFrontalViewIsTheIdentity() {
        Homography none = new Viewpoint(0, 0, 0).draw(new Random(1));
        assertThat(none.x(0.5, -0.25)).isCloseTo(0.5, within(1e-12));
        assertThat(none.y(0.5, -0.25)).isCloseTo(-0.25, within(1e-12));
    }

    /** The centre stays in place; more distant parts appear smaller, so more of them is visible. */
    @Test
    void aTiltIsAPerspectiveAroundTheCentre() {
        Random random = new Random(2);
        for (int draw = 0; draw < 200; draw++) {
            Homography view = new Viewpoint(40, 15, 0.2).draw(random);
            assertThat(view.x(0, 0)).isCloseTo(0, within(1e-12));
            assertThat(view.y(0, 0)).isCloseTo(0, within(1e-12));
            for (double corner = -0.5; corner <= 0.5; corner++) {
                assertThat(view.depth(corner, corner) * view.depth(0, 0)).isPositive();
                double length = StrictMath.hypot(view.x(corner, corner), view.y(corner, corner));
                assertThat(length).isBetween(0.707 * 0.818 * 0.76, 0.707 * 1.222 * 1.92);
            }
        }
    }

    /** By hand, for a camera 2 sides away: (X, Y) of the tilted plane appears at 2 (X, Y cos) / (2 + Y sin). */
    @Test
    void aTiltedPlaneAgreesWithAPinholeCamera() {
        double cos = Math.cos(Math.toRadians(30));
        Homography toPlane = Viewpoint.tilted(Math.toRadians(30));
        double seenX = 2 * 0.3 / (2 + 0.4 * 0.5);
        double seenY = 2 * 0.4 * cos / (2 + 0.4 * 0.5);
        assertThat(toPlane.x(seenX, seenY)).isCloseTo(0.3, within(1e-12));
        assertThat(toPlane.y(seenX, seenY)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void theSameRandomNumbersGiveTheSameViewpoint() {
        assertThat(Viewpoint.MODERATE.draw(new Random(5)).matrix())
                .isEqualTo(Viewpoint.MODERATE.draw(new Random(5)).matrix())
                .isNotEqualTo(Viewpoint.MODERATE.draw(new Random(6)).matrix());
    }

    @Test
    void tiltsWithAHorizonAreRejected() {
        assertThatThrownBy(() -> new Viewpoint(60, 0, 0)).hasMessageContaining("60");
    }
}
