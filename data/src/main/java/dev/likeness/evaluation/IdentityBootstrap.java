package dev.likeness.evaluation;

import dev.likeness.calibration.Gain;
import dev.likeness.calibration.Rate;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The bootstrap over identities: how much a figure would vary on other identities, not on other pairs of the same ones.
 *
 * <p>Pairs that share an identity are not independent, so identities are drawn with replacement, and the weight of a pair is
 * the product of the multiplicities of its identities, or the multiplicity itself for a pair within one identity. A. B.
 * Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1 (2007): for pairs of two identities the interval is
 * conservative. Immutable.
 */
public final class IdentityBootstrap {
    private static final int FEWEST_GROUPS = 3;

    /** The classes of pairs; a draw contains each class that the data contain. */
    private enum PairClass {
        MATCH,
        NON_MATCH_WITHIN,
        NON_MATCH_ACROSS
    }

    private final int[] first; // the index of the identity, or group, of a, for each pair
    private final int[] second;
    private final PairClass[] classes;
    private final int[] counts = new int[PairClass.values().length];
    private final int identities;

    /**
     * @param pairs the pairs that a figure is computed from: matches and non-matches
     * @throws IllegalArgumentException if there is no matching or no non-matching pair
     */
    public IdentityBootstrap(List<PicturePair> pairs) {
        this(pairs, LabelledPicture::identity);
    }

    private IdentityBootstrap(List<PicturePair> pairs, Function<LabelledPicture, String> unit) {
        Map<String, Integer> index = new HashMap<>();
        first = new int[pairs.size()];
        second = new int[pairs.size()];
        classes = new PairClass[pairs.size()];
        for (int i = 0; i < classes.length; i++) {
            PicturePair pair = pairs.get(i);
            first[i] = indexOf(unit.apply(pair.a()), index);
            second[i] = indexOf(unit.apply(pair.b()), index);
            classes[i] = pair.match()
                    ? PairClass.MATCH
                    : first[i] == second[i] ? PairClass.NON_MATCH_WITHIN : PairClass.NON_MATCH_ACROSS;
            counts[classes[i].ordinal()]++;
        }
        identities = index.size();
        int positives = counts[PairClass.MATCH.ordinal()];
        if (positives == 0 || positives == classes.length) {
            throw new IllegalArgumentException("a bootstrap needs matching and non-matching pairs, not " + positives
                    + " matching of " + classes.length);
        }
    }

    /**
     * The same over groups instead of identities; empty if there are fewer than three groups.
     *
     * @throws IllegalArgumentException if there is no matching or no non-matching pair
     */
    static Optional<IdentityBootstrap> ofGroups(List<PicturePair> pairs) {
        long groups = pairs.stream()
                .flatMap(pair -> Stream.of(pair.a(), pair.b()))
                .map(LabelledPicture::group)
                .distinct()
                .count();
        return groups < FEWEST_GROUPS
                ? Optional.empty()
                : Optional.of(new IdentityBootstrap(pairs, LabelledPicture::group));
    }

    private static int indexOf(String identity, Map<String, Integer> index) {
        Integer known = index.putIfAbsent(identity, index.size());
        return known == null ? index.size() - 1 : known;
    }

    /** The number of identities to draw from. */
    public int identities() {
        return identities;
    }

    /**
     * Draws identities once.
     *
     * @param random advances with the draw; give each draw its own {@link SplittableRandom#split}
     * @return the weight of each pair; each class in the data has a pair with positive weight (other draws are repeated,
     *     which terminates: at least one draw in five qualifies)
     */
    public double[] weights(SplittableRandom random) {
        double[] weights = new double[classes.length];
        int[] multiplicity = new int[identities];
        double[] sums;
        do {
            Arrays.fill(multiplicity, 0);
            for (int i = 0; i < identities; i++) {
                multiplicity[random.nextInt(identities)]++;
            }
            sums = new double[PairClass.values().length];
            for (int i = 0; i < weights.length; i++) {
                int once = multiplicity[first[i]];
                weights[i] = first[i] == second[i] ? once : (double) once * multiplicity[second[i]];
                sums[classes[i].ordinal()] += weights[i];
            }
        } while (lacksClass(sums));
        if (counts[PairClass.NON_MATCH_WITHIN.ordinal()] > 0 && counts[PairClass.NON_MATCH_ACROSS.ordinal()] > 0) {
            keepProportions(weights, sums);
        }
        return weights;
    }

    private boolean lacksClass(double[] sums) {
        for (int pairClass = 0; pairClass < sums.length; pairClass++) {
            if (counts[pairClass] > 0 && sums[pairClass] == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Restores the proportions of non-matching pairs within and across groups that the data have: when few groups are drawn
     * with replacement, pairs within a group, which are harder, are overrepresented.
     */
    private void keepProportions(double[] weights, double[] sums) {
        int within = PairClass.NON_MATCH_WITHIN.ordinal();
        int across = PairClass.NON_MATCH_ACROSS.ordinal();
        double all = (sums[within] + sums[across]) / (counts[within] + counts[across]);
        for (int i = 0; i < weights.length; i++) {
            int pairClass = classes[i].ordinal();
            weights[i] *= classes[i] == PairClass.MATCH ? 1 : all * counts[pairClass] / sums[pairClass];
        }
    }

    /**
     * A figure with the percentile interval of its replicates: their 2.5 % and 97.5 % quantiles, widened to contain the
     * figure.
     *
     * <p>If all replicates agree (for example, without any errors) they do not show the uncertainty; the interval is then
     * Wilson's, with the number of identities as the number of trials.
     *
     * @param value the figure on all pairs with equal weights, 0 to 1
     * @param replicates the figure under the {@linkplain #weights weights} of each draw; at least one
     */
    public Rate interval(double value, double[] replicates) {
        return interval(value, replicates, identities);
    }

    /** The same for replicates drawn from this number of identities, runs or other independent units. */
    public static Rate interval(double value, double[] replicates, int identities) {
        Scores.requireSome("replicates", replicates);
        double[] rising = replicates.clone();
        Arrays.sort(rising);
        double low = quantile(rising, 0.025);
        double high = quantile(rising, 0.975);
        return high - low < 1e-12 ? Rate.wilsonOf(value, identities) : Rate.around(value, low, high);
    }

    /**
     * A difference of two rates with the percentile interval of its replicates, widened to contain the difference.
     *
     * <p>If all replicates agree (for example, because the two never differ) they do not show the uncertainty; the interval
     * then reaches on both sides as far as Wilson's for a share of 0.
     *
     * @param value the difference, -1 to 1
     * @param replicates the difference under the weights of each draw; at least one
     * @param identities the number of identities as the number of trials
     */
    static Gain difference(double value, double[] replicates, int identities) {
        Scores.requireSome("replicates", replicates);
        double[] rising = replicates.clone();
        Arrays.sort(rising);
        double low = quantile(rising, 0.025);
        double high = quantile(rising, 0.975);
        if (high - low < 1e-12) {
            double unseen = Rate.wilsonOf(0, identities).high();
            return Gain.around(value, value - unseen, value + unseen);
        }
        return Gain.around(value, low, high);
    }

    /** Linear interpolation between the two nearest order statistics (Hyndman and Fan 1996, type 7). */
    private static double quantile(double[] rising, double share) {
        double at = share * (rising.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, rising.length - 1);
        return rising[below] + (at - below) * (rising[above] - rising[below]);
    }
}
