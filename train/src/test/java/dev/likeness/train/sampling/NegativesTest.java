package dev.likeness.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NegativesTest {
    private static final float[][] COSINES = {
        {0.9f, 0.1f, 0.8f},
        {0.7f, 0.9f, -0.2f},
        {-0.9f, -0.5f, 0.9f}
    };

    @Test
    void theHardestIsTheNearestThatDoesNotMatch() {
        assertThat(Negatives.named("hardest").choose(COSINES, new Random(1))).containsExactly(2, 0, 1);
    }

    @Test
    void noWayChoosesThePartnerItself() {
        Random random = new Random(1);
        for (String name : Negatives.names()) {
            for (int draw = 0; draw < 50; draw++) {
                int[] chosen = Negatives.named(name).choose(COSINES, random);
                for (int i = 0; i < chosen.length; i++) {
                    assertThat(chosen[i]).isBetween(0, 2).isNotEqualTo(i);
                }
            }
        }
    }

    @Test
    void anUnknownWayIsAnErrorThatListsTheKnown() {
        assertThatThrownBy(() -> Negatives.named("easy"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("hardest, random");
    }
}
