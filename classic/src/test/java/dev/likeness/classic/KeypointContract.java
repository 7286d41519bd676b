package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of measures on keypoints. */
abstract class KeypointContract extends ClassicContract {
    /** The length of a descriptor, in numbers. */
    abstract int length();

    /** The matcher of its descriptors. */
    abstract KeypointMatcher matcher();

    /** The distance of two descriptors, by a loop. */
    abstract double distance(float[] a, int fromA, float[] b, int fromB);

    private Keypoints keypoints(Picture picture) {
        return new Keypoints(vector(picture));
    }

    @Test
    void aRotatedPictureIsFound() {
        Picture scene = Drawings.scene(240, 1, 0);
        double least = 0.15;
        for (int degrees : new int[] {15, 40, 90}) {
            assertThat(score(scene, Drawings.scene(240, 1, degrees)))
                    .as("rotated by %d degrees", degrees)
                    .isGreaterThan(least);
        }
        assertThat(score(scene, Drawings.scene(480, 1, 30)))
                .as("rotated and twice as large")
                .isGreaterThan(least);
        for (int seed = 2; seed < 6; seed++) {
            assertThat(score(scene, Drawings.scene(240, seed, 0)))
                    .as("another scene, %d", seed)
                    .isLessThan(least / 3);
        }
    }

    @Test
    void shuffledPositionsDoNotAgree() {
        Keypoints scene = keypoints(Drawings.scene(240, 1, 0));
        Keypoints turned = keypoints(Drawings.scene(240, 1, 20));
        List<KeypointMatcher.Match> matches = matcher().matches(scene, turned);
        int agreeing = GeometricCheck.agreeing(scene, turned, matches);
        assertThat(matches).hasSizeGreaterThan(20);
        assertThat(agreeing).isGreaterThan(matches.size() / 2);
        List<KeypointMatcher.Match> scrambled = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            int other = (i * 7 + 3) % matches.size();
            scrambled.add(new KeypointMatcher.Match(
                    matches.get(i).a(), matches.get(other).b()));
        }
        assertThat(GeometricCheck.agreeing(scene, turned, scrambled)).isLessThan(agreeing / 2);
    }

    @Test
    void matchesEqualThoseOfLoops() {
        Keypoints a = keypoints(Drawings.scene(240, 1, 0));
        Keypoints b = keypoints(Drawings.scene(240, 1, 33));
        List<KeypointMatcher.Match> expected = new ArrayList<>();
        for (int i = 0; i < a.count(); i++) {
            int found = nearest(a, i, b);
            if (found >= 0 && nearest(b, found, a) == i) {
                expected.add(new KeypointMatcher.Match(i, found));
            }
        }
        assertThat(matcher().matches(a, b)).containsExactlyElementsOf(expected).isNotEmpty();
    }

    private int nearest(Keypoints from, int keypoint, Keypoints to) {
        float[] one = from.descriptors();
        float[] all = to.descriptors();
        int best = -1;
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (int i = 0; i < to.count(); i++) {
            double distance = distance(one, length() * keypoint, all, length() * i);
            if (distance < first) {
                second = first;
                first = distance;
                best = i;
            } else {
                second = Math.min(second, distance);
            }
        }
        return first < 0.8 * second ? best : -1;
    }

    @Test
    void smallPicturesHaveKeypoints() {
        assertThat(keypoints(Drawings.scene(64, 1, 0)).count()).isGreaterThan(20);
        Picture scene = Drawings.scene(240, 1, 0);
        assertThat(keypoints(scene).descriptors())
                .hasSize(length() * keypoints(scene).count());
    }

    @Test
    void aBlankPictureMatchesOnlyItself() {
        assertThat(keypoints(Drawings.blank(255)).count()).isZero();
        assertThat(score(Drawings.blank(255), Drawings.blank(255))).isEqualTo(1);
        assertThat(score(Drawings.blank(255), Drawings.blank(0))).isZero();
        assertThat(score(Drawings.blank(255), Drawings.scene(240, 1, 0))).isZero();
    }
}
