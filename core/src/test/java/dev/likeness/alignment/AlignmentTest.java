package dev.likeness.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static final ProjectiveMap MIRROR = ProjectiveMap.affine(-1, 0, 1, 0, 1, 0);
    private static final ProjectiveMap UPSIDE_DOWN = ProjectiveMap.affine(1, 0, 0, 0, -1, 1);
    private static final ProjectiveMap CLOCKWISE = ProjectiveMap.affine(0, -1, 1, 1, 0, 0);

    private static Alignment of(ProjectiveMap map, double aspectA, double aspectB) {
        return new Alignment(map, new Aspects(aspectA, aspectB), 0, List.of());
    }

    @Test
    void mirroringIsNotTurning() {
        Alignment mirrored = of(MIRROR, 1.5, 1.5);
        assertThat(mirrored.mirrored()).isTrue();
        assertThat(mirrored.degrees()).isCloseTo(0, within(1e-9));
        Alignment flipped = of(UPSIDE_DOWN, 1.5, 1.5);
        assertThat(flipped.mirrored()).isTrue();
        assertThat(Math.abs(flipped.degrees())).isCloseTo(180, within(1e-9));
    }

    @Test
    void quarterTurnsAreClockwise() {
        Alignment turned = of(CLOCKWISE, 1.5, 1 / 1.5);
        assertThat(turned.mirrored()).isFalse();
        assertThat(turned.degrees()).isCloseTo(90, within(1e-9));
        assertThat(turned.reversed().degrees()).isCloseTo(-90, within(1e-9));
        assertThat(of(CLOCKWISE.then(CLOCKWISE), 1.5, 1.5).degrees()).isCloseTo(180, within(1e-9));
    }

    /** A rotation in pixels is not a rotation in relative coordinates. */
    @Test
    void anglesAreThoseOfPixels() {
        double cos = Math.cos(Math.toRadians(20));
        double sin = Math.sin(Math.toRadians(20));
        double w = 300;
        double h = 200;
        ProjectiveMap map = ProjectiveMap.affine(cos, -sin * h / w, 0, sin * w / h, cos, 0);
        assertThat(of(map, w / h, w / h).degrees()).isCloseTo(20, within(1e-9));
    }

    @Test
    void sharesOfACropAndAFrame() {
        ProjectiveMap crop = ProjectiveMap.affine(2, 0, -0.5, 0, 2, 0);
        assertThat(of(crop, 1, 1).visibleOfA()).isCloseTo(0.25, within(1e-9));
        assertThat(of(crop, 1, 1).visibleOfB()).isCloseTo(1, within(1e-9));
        assertThat(of(crop, 1, 1).reversed().visibleOfB()).isCloseTo(0.25, within(1e-9));
        ProjectiveMap apart = ProjectiveMap.affine(1, 0, 3, 0, 1, 0);
        assertThat(of(apart, 1, 1).visibleOfA()).isZero();
    }

    @Test
    void theInverseUndoesAProjectiveMap() {
        ProjectiveMap map = new ProjectiveMap(0.9, 0.1, 0.05, -0.2, 1.1, 0.1, 0.2, -0.1);
        ProjectiveMap both = map.then(map.inverse());
        for (double[] point : new double[][] {{0, 0}, {1, 0}, {0.3, 0.8}, {1, 1}}) {
            assertThat(both.x(point[0], point[1])).isCloseTo(point[0], within(1e-9));
            assertThat(both.y(point[0], point[1])).isCloseTo(point[1], within(1e-9));
        }
        ProjectiveMap flat = ProjectiveMap.affine(1, 1, 0, 1, 1, 0);
        assertThatThrownBy(flat::inverse).isInstanceOf(ArithmeticException.class);
    }
}
