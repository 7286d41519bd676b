package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.alignment.Aligner;
import dev.likeness.alignment.Aligners;
import dev.likeness.alignment.Alignment;
import dev.likeness.alignment.PointPair;
import dev.likeness.picture.Picture;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SiftAlignerTest {
    private static Aligner aligner;

    @BeforeAll
    static void open() {
        aligner = Aligners.find().orElseThrow();
    }

    @AfterAll
    static void close() {
        aligner.close();
    }

    private static Optional<Alignment> aligned(Picture a, Picture b) {
        return aligner.align(aligner.prepare(a), aligner.prepare(b));
    }

    private static Picture mirrored(Picture picture) {
        return Drawings.grey(
                picture.width(), picture.height(), (x, y) -> Drawings.at(picture, picture.width() - 1 - x, y));
    }

    private static Picture part(Picture picture, int left, int top, int width, int height) {
        return Drawings.grey(width, height, (x, y) -> Drawings.at(picture, left + x, top + y));
    }

    private static Picture scene(long seed, double degrees) {
        Picture drawn = Drawings.scene(240, seed, degrees);
        return Drawings.grey(240, 240, (x, y) -> Drawings.at(drawn, x, y));
    }

    @Test
    void isFoundByName() {
        assertThat(Aligners.names()).contains(SiftAligner.NAME);
        assertThat(aligner.name()).isEqualTo(SiftAligner.NAME);
    }

    @Test
    void aTurnHasItsAngle() {
        for (int degrees : new int[] {0, 15, 90, 180, -60}) {
            Alignment found = aligned(scene(1, 0), scene(1, degrees)).orElseThrow();
            assertThat(found.mirrored()).isFalse();
            assertThat(Math.IEEEremainder(found.degrees() - degrees, 360)).isCloseTo(0, within(1.5));
        }
    }

    @Test
    void aMirrorImageIsMirrored() {
        Picture scene = scene(1, 0);
        Alignment found = aligned(scene, mirrored(scene)).orElseThrow();
        assertThat(found.mirrored()).isTrue();
        assertThat(found.degrees()).isCloseTo(0, within(1.5));
        for (PointPair pair : found.agreeing()) {
            assertThat(pair.xB()).isCloseTo(1 - pair.xA(), within(0.02));
            assertThat(pair.yB()).isCloseTo(pair.yA(), within(0.02));
        }
    }

    @Test
    void aCropHasItsPlace() {
        Picture scene = scene(1, 0);
        Alignment found = aligned(scene, part(scene, 60, 48, 120, 120)).orElseThrow();
        assertThat(found.visibleOfA()).isCloseTo(0.25, within(0.02));
        assertThat(found.visibleOfB()).isGreaterThan(0.97);
        assertThat(found.map().x(0.25, 0.2)).isCloseTo(0, within(0.02));
        assertThat(found.map().y(0.25, 0.2)).isCloseTo(0, within(0.02));
    }

    @Test
    void otherScenesAreNotAligned() {
        for (int seed = 2; seed < 12; seed++) {
            int agreeing = aligned(scene(1, 0), scene(seed, 0))
                    .map(found -> found.agreeing().size())
                    .orElse(0);
            assertThat(agreeing).as("scene %d", seed).isLessThan(8);
        }
    }

    @Test
    void oddPicturesAreNotAligned() {
        Picture scene = scene(1, 0);
        for (Picture odd : new Picture[] {
            Drawings.blank(0), Drawings.blank(255), Drawings.noise(1, 1, 1), Drawings.noise(3000, 2, 3)
        }) {
            assertThat(aligned(odd, scene)).isEmpty();
            assertThat(aligned(scene, odd)).isEmpty();
        }
    }

    @Test
    void theSamePicturesGiveTheSameAlignment() {
        assertThat(aligned(scene(1, 0), scene(1, 20))).isEqualTo(aligned(scene(1, 0), scene(1, 20)));
    }

    @Test
    void preparedMemoryIsBounded() {
        assertThat(aligner.prepare(Drawings.noise(1500, 1500, 1)).bytes()).isLessThan(80_000);
    }

    @Test
    void anotherAlignersPicturesAreRefused() {
        Aligner.Prepared strange = new Aligner.Prepared() {
            @Override
            public int keypoints() {
                return 0;
            }

            @Override
            public int bytes() {
                return 0;
            }
        };
        assertThatThrownBy(() -> aligner.align(strange, strange)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedAlignerRefuses() {
        Aligner other = Aligners.named(SiftAligner.NAME);
        other.close();
        other.close();
        assertThat(other.name()).isEqualTo(SiftAligner.NAME);
        assertThatThrownBy(() -> other.prepare(Drawings.blank(0))).isInstanceOf(IllegalStateException.class);
    }
}
