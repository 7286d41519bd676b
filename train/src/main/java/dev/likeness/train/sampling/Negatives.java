package dev.likeness.train.sampling;

import dev.likeness.error.InputException;
import dev.likeness.error.Words;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Ways to choose, for each first picture of a batch, a second picture that does not match it. */
public final class Negatives {
    private static final Map<String, Choice> ALL = new TreeMap<>(Map.of(
            "random", Negatives::random, //
            "hardest", Negatives::hardest));

    private Negatives() {}

    /** One way to choose. */
    @FunctionalInterface
    public interface Choice {
        /**
         * For each i, a j other than i.
         *
         * @param cosines {@code [N,N]}: how near first picture i is to second picture j by the embedding
         */
        int[] choose(float[][] cosines, Random random);
    }

    /**
     * The way of a name.
     *
     * @throws InputException if there is none
     */
    public static Choice named(String name) {
        return Words.choose("negatives", name, ALL);
    }

    public static Set<String> names() {
        return ALL.keySet();
    }

    private static int[] random(float[][] cosines, Random random) {
        int[] chosen = new int[cosines.length];
        for (int i = 0; i < chosen.length; i++) {
            int j = random.nextInt(chosen.length - 1);
            chosen[i] = j < i ? j : j + 1;
        }
        return chosen;
    }

    /** The nearest in the batch (Hermans et al. 2017, eq. 5, "batch hard"). */
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
