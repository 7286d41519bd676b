package dev.likeness.evaluation;

import dev.likeness.data.PicturePair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The bootstrap over identities: how far a figure would move on other identities, not on other pairs of the same ones.
 *
 * <p>Pairs that share an identity are not independent, so identities are drawn, with replacement, and a pair counts as
 * often as its identities were drawn together: the product of the two multiplicities, and for a pair within one
 * identity that one multiplicity. A. B. Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1 (2007): for
 * pairs of two identities the interval errs on the wide side. Immutable.
 */
public final class IdentityBootstrap {
    private final int[] first; // the index of the identity of a, for each pair
    private final int[] second;
    private final boolean[] matches;
    private final int identities;

    /**
     * @param pairs the pairs that a figure is computed from: matching and non-matching ones
     * @throws IllegalArgumentException if there is no matching or no non-matching pair
     */
    public IdentityBootstrap(List<PicturePair> pairs) {
        Map<String, Integer> index = new HashMap<>();
        first = new int[pairs.size()];
        second = new int[pairs.size()];
        matches = new boolean[pairs.size()];
        int positives = 0;
        for (int i = 0; i < matches.length; i++) {
            PicturePair pair = pairs.get(i);
            first[i] = indexOf(pair.a().identity(), index);
            second[i] = indexOf(pair.b().identity(), index);
            matches[i] = pair.match();
            positives += pair.match() ? 1 : 0;
        }
        identities = index.size();
        if (positives == 0 || positives == matches.length) {
            throw new IllegalArgumentException("a bootstrap needs matching and non-matching pairs, not " + positives
                    + " matching of " + matches.length);
        }
    }

    private static int indexOf(String identity, Map<String, Integer> index) {
        Integer known = index.putIfAbsent(identity, index.size());
        return known == null ? index.size() - 1 : known;
    }

    /** The number of identities that are drawn from. */
    public int identities() {
        return identities;
    }

    /**
     * Draws identities once.
     *
     * @param random moves on by the draw; give each draw its own {@link SplittableRandom#split}
     * @return how often each pair counts; at least one matching and one non-matching pair counts (a draw without is
     *     drawn again, which ends: at least one draw in five has both)
     */
    public double[] weights(SplittableRandom random) {
        double[] weights = new double[matches.length];
        int[] multiplicity = new int[identities];
        boolean positives = false;
        boolean negatives = false;
        while (!(positives && negatives)) {
            Arrays.fill(multiplicity, 0);
            for (int i = 0; i < identities; i++) {
                multiplicity[random.nextInt(identities)]++;
            }
            positives = false;
            negatives = false;
            for (int i = 0; i < weights.length; i++) {
                int once = multiplicity[first[i]];
                weights[i] = first[i] == second[i] ? once : (double) once * multiplicity[second[i]];
                positives |= matches[i] && weights[i] > 0;
                negatives |= !matches[i] && weights[i] > 0;
            }
        }
        return weights;
    }

    /**
     * A figure with the percentile interval of its replicates: their 2.5 % and 97.5 % points, widened to hold the
     * figure.
     *
     * <p>Where all replicates agree (no errors at all, say) they show no uncertainty although there is some; the
     * interval is then Wilson's, with the number of identities for the number of trials.
     *
     * @param value the figure on all pairs as they are, 0 to 1
     * @param replicates the figure under the {@linkplain #weights weights} of each draw; at least one
     */
    public Rate interval(double value, double[] replicates) {
        return interval(value, replicates, identities);
    }

    /** The same for replicates that were made by drawing from so many identities, runs or other independent units. */
    public static Rate interval(double value, double[] replicates, int identities) {
        Scores.requireSome("replicates", replicates);
        double[] rising = replicates.clone();
        Arrays.sort(rising);
        double low = quantile(rising, 0.025);
        double high = quantile(rising, 0.975);
        return high - low < 1e-12 ? Rate.wilsonOf(value, identities) : Rate.around(value, low, high);
    }

    /** Between the two nearest order statistics in proportion (Hyndman and Fan 1996, type 7). */
    private static double quantile(double[] rising, double share) {
        double at = share * (rising.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, rising.length - 1);
        return rising[below] + (at - below) * (rising[above] - rising[below]);
    }
}
