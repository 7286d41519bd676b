package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GeometricCheckTest {
    private static final int COUNT = 40;

    private final List<KeypointMatcher.Match> matches = new ArrayList<>();
    private final float[] from = new float[2 * COUNT];
    private final float[] turned = new float[2 * COUNT];

    /** Points in a square of 200, and the same points rotated by 50 degrees, scaled by 1.5 and shifted. */
    GeometricCheckTest() {
        Random random = new Random(1);
        double cos = 1.5 * Math.cos(Math.toRadians(50));
        double sin = 1.5 * Math.sin(Math.toRadians(50));
        for (int i = 0; i < COUNT; i++) {
            matches.add(new KeypointMatcher.Match(i, i));
            from[2 * i] = 200 * random.nextFloat();
            from[2 * i + 1] = 200 * random.nextFloat();
            turned[2 * i] = (float) (cos * from[2 * i] - sin * from[2 * i + 1] + 20);
            turned[2 * i + 1] = (float) (sin * from[2 * i] + cos * from[2 * i + 1] - 5);
        }
    }

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    private int agreeing(float[] a, float[] b) {
        WorkingPicture none = new WorkingPicture(1, 1, new byte[1]);
        return GeometricCheck.agreeing(
                Keypoints.of(none, a, new float[0]), Keypoints.of(none, b, new float[0]), matches);
    }

    @Test
    void allMatchesAgreeWithASimilarity() {
        assertThat(agreeing(from, turned)).isEqualTo(COUNT);
    }

    @Test
    void outliersAreIgnored() {
        Random random = new Random(2);
        for (int i = 0; i < 2 * COUNT; i += 6) { // every third point at a random position
            turned[i] = 1000 + 500 * random.nextFloat();
            turned[i + 1] = 1000 + 500 * random.nextFloat();
        }
        assertThat(agreeing(from, turned)).isEqualTo(COUNT - 14);
    }

    @Test
    void fewRandomMatchesAgree() {
        Random random = new Random(3);
        float[] anywhere = new float[2 * COUNT];
        for (int i = 0; i < anywhere.length; i++) {
            anywhere[i] = 250 * random.nextFloat();
        }
        assertThat(agreeing(from, anywhere)).isLessThan(COUNT / 5);
    }

    @Test
    void matchesOfOnePointDoNotAgree() {
        float[] point = new float[2 * COUNT];
        Arrays.fill(point, 77);
        assertThat(agreeing(from, point)).isZero();
        assertThat(agreeing(point, point)).isZero();
    }

    @Test
    void twoMatchesAreNoEvidence() {
        matches.subList(2, COUNT).clear();
        assertThat(agreeing(from, turned)).isZero();
        matches.add(new KeypointMatcher.Match(2, 2));
        assertThat(agreeing(from, turned)).isEqualTo(3);
    }
}
