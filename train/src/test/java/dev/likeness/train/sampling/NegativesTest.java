package dev.likeness.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NegativesTest {
    private static final float[][] COSINES = {
        {0.5f, 0.1f, 0.8f},
        {0.7f, 0.9f, -0.2f},
        {-0.5f, -0.7f, -0.9f}
    };

    private static int[] choose(String name, float[][] cosines) {
        return Negatives.named(name).choose(cosines, new Random(1));
    }

    @Test
    void theHardestIsTheNearestThatDoesNotMatch() {
        assertThat(choose("hardest", COSINES)).containsExactly(2, 0, 0);
    }

    @Test
    void theSemiHardIsTheNearestThatIsLessNearThanThePartner() {
        assertThat(choose("semi-hard", COSINES)).startsWith(1, 0);
    }

    @Test
    void ifNoneIsLessNearTheSemiHardIsTheLeastNear() {
        assertThat(choose("semi-hard", COSINES)[2]).isEqualTo(1);
    }

    @Test
    void anEqualCosineIsNotLessNear() {
        float[][] cosines = {{0.5f, 0.5f, 0.4f}, {0.5f, 0.5f, 0.5f}, {0.2f, 0.2f, 0.6f}};

        assertThat(choose("semi-hard", cosines)).containsExactly(2, 0, 0);
    }

    @Test
    void theFirstOfEqualsIsTaken() {
        float[][] cosines = {{0.9f, 0.1f, 0.3f, 0.3f}, {0, 0.9f, 0, 0}, {1, 1, 0.9f, 1}, {0.2f, 0.4f, 0.4f, 0.5f}};

        assertThat(choose("hardest", cosines)).containsExactly(2, 0, 0, 1);
        assertThat(choose("semi-hard", cosines)).containsExactly(2, 0, 0, 1);
    }

    /** Cosines in steps of a quarter, so that many are equal. */
    private static float[][] coarse(int n, Random random) {
        float[][] cosines = new float[n][n];
        for (float[] row : cosines) {
            for (int j = 0; j < n; j++) {
                row[j] = (random.nextInt(9) - 4) / 4f;
            }
        }
        return cosines;
    }

    @Test
    void equalsTheResultOfSorting() {
        for (int seed = 0; seed < 200; seed++) {
            float[][] cosines = coarse(2 + seed % 12, new Random(seed));
            int[] hardest = choose("hardest", cosines);
            int[] semiHard = choose("semi-hard", cosines);
            for (int i = 0; i < cosines.length; i++) {
                int own = i;
                float[] row = cosines[i];
                List<Integer> nearestFirst = IntStream.range(0, row.length)
                        .filter(j -> j != own)
                        .boxed()
                        .sorted(Comparator.comparing((Integer j) -> -row[j])) // stable: the first of equals stays first
                        .toList();
                float least = row[nearestFirst.get(nearestFirst.size() - 1)];
                int expected = nearestFirst.stream()
                        .filter(j -> row[j] < row[own])
                        .findFirst()
                        .or(() -> nearestFirst.stream()
                                .filter(j -> row[j] == least)
                                .findFirst())
                        .orElseThrow();

                assertThat(hardest[i])
                        .as("hardest, seed %d, picture %d", seed, i)
                        .isEqualTo(nearestFirst.get(0));
                assertThat(semiHard[i])
                        .as("semi-hard, seed %d, picture %d", seed, i)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void ofTwoIdentitiesEachIsTheNegativeOfTheOther() {
        for (String name : Negatives.names()) {
            for (int seed = 0; seed < 20; seed++) {
                assertThat(choose(name, coarse(2, new Random(seed))))
                        .as("%s, seed %d", name, seed)
                        .containsExactly(1, 0);
            }
        }
    }

    /** Also if training diverged and the cosines are NaN. */
    @Test
    void noChoiceIsThePartner() {
        float none = Float.NaN;
        float[][] broken = {{none, none, none}, {none, none, none}, {none, none, none}};
        Random random = new Random(1);
        for (String name : Negatives.names()) {
            for (int draw = 0; draw < 50; draw++) {
                int[] chosen = Negatives.named(name).choose(draw % 2 == 0 ? COSINES : broken, random);
                for (int i = 0; i < chosen.length; i++) {
                    assertThat(chosen[i]).as(name).isBetween(0, 2).isNotEqualTo(i);
                }
            }
        }
    }

    @Test
    void anUnknownChoiceIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Negatives.named("easy"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("hardest, random, semi-hard");
    }
}
