package dev.likeness.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CornersTest {
    private static final int SIDE = 240;

    /** A white square on black: four corners, and edges that are not corners. */
    private static Picture square() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int y = 80; y < 160; y++) {
            Arrays.fill(rgb, 3 * (y * SIDE + 80), 3 * (y * SIDE + 160), (byte) 255);
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    private static Picture noise() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        new Random(1).nextBytes(rgb);
        return new Picture(SIDE, SIDE, rgb);
    }

    @Test
    void theCornersOfASquareAreFound() {
        List<Window> found = Corners.find(square(), window -> window.side() == 48, 100);
        assertThat(found).hasSize(4).allSatisfy(window -> {
            assertThat(Math.min(Math.abs(window.x() - 79.5), Math.abs(window.x() - 159.5)))
                    .isLessThan(4);
            assertThat(Math.min(Math.abs(window.y() - 79.5), Math.abs(window.y() - 159.5)))
                    .isLessThan(4);
        });
    }

    @Test
    void windowsOfOneSizeOverlapByHalfAtMost() {
        List<Window> found = Corners.find(noise(), window -> true, 1000);
        assertThat(found).extracting(Window::side).contains(48, 96, 192);
        for (Window one : found) {
            for (Window other : found) {
                if (one != other && one.side() == other.side()) {
                    double across = Math.max(0, one.side() - Math.abs(one.x() - other.x()));
                    double down = Math.max(0, one.side() - Math.abs(one.y() - other.y()));
                    assertThat(across * down).isLessThanOrEqualTo(0.5 * one.side() * one.side());
                }
            }
        }
    }

    @Test
    void cornersAreSortedByStrengthAndDeterministic() {
        List<Window> all = Corners.find(noise(), window -> true, 1000);
        assertThat(Corners.find(noise(), window -> true, 7)).isEqualTo(all.subList(0, 7));
    }

    @Test
    void aPlainPictureHasNoCorners() {
        assertThat(Corners.find(new Picture(100, 100, new byte[30_000]), window -> true, 10))
                .isEmpty();
        assertThat(Corners.find(new Picture(20, 20, new byte[1200]), window -> true, 10))
                .isEmpty();
    }
}
