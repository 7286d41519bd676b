package dev.likeness.train.sampling;

import dev.likeness.error.InputException;
import dev.likeness.registry.Registry;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The choices of negatives: for each first picture of a batch, a second picture that does not match it. */
public final class Negatives {
    private static final Registry<Choice> ALL = Registry.of(
            "choice of negatives",
            Map.of("hardest", Negatives::hardest, "random", Negatives::random, "semi-hard", Negatives::semiHard));

    private Negatives() {}

    /** One way to choose. */
    @FunctionalInterface
    public interface Choice {
        /**
         * Chooses for each i a j other than i.
         *
         * @param cosines {@code [N,N]}: the cosine of the embeddings of first picture i and second picture j; second
         *     picture i is the partner of first picture i
         */
        int[] choose(float[][] cosines, Random random);
    }

    /**
     * The choice of a name.
     *
     * @throws InputException if there is none
     */
    public static Choice named(String name) {
        return ALL.named(name);
    }

    public static Set<String> names() {
        return ALL.names();
    }

    private static int[] random(float[][] cosines, Random random) {
        int[] chosen = new int[cosines.length];
        for (int i = 0; i < chosen.length; i++) {
            int j = random.nextInt(chosen.length - 1);
            chosen[i] = j < i ? j : j + 1;
        }
        return chosen;
    }

    /**
     * The nearest in the batch that is less near than the partner. Early in training, the hardest negatives can collapse
     * all embeddings to one point (Schroff et al. 2015, sec. 3.2). If none is less near, the least near of all, as is
     * customary. The first of equals.
     */
    private static int[] semiHard(float[][] cosines, Random random) {
        int[] chosen = new int[cosines.length];
        for (int i = 0; i < chosen.length; i++) {
            float partner = cosines[i][i];
            int nearest = i; // none yet
            int least = i == 0 ? 1 : 0;
            for (int j = 0; j < chosen.length; j++) {
                float cosine = cosines[i][j];
                if (cosine < partner && (nearest == i || cosine > cosines[i][nearest])) {
                    nearest = j;
                }
                if (j != i && cosine < cosines[i][least]) {
                    least = j;
                }
            }
            chosen[i] = nearest == i ? least : nearest;
        }
        return chosen;
    }

    /** The nearest in the batch (Hermans et al. 2017, eq. 5, "batch hard"). The first of equals. */
    private static int[] hardest(float[][] cosines, Random random) {
        int[] chosen = new int[cosines.length];
        for (int i = 0; i < chosen.length; i++) {
            int best = i == 0 ? 1 : 0;
            for (int j = 0; j < chosen.length; j++) {
                if (j != i && cosines[i][j] > cosines[i][best]) {
                    best = j;
                }
            }
            chosen[i] = best;
        }
        return chosen;
    }
}
