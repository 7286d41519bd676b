package dev.likeness.evaluation;

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
 * The bootstrap over identities: how far a figure would move on other identities, not on other pairs of the same ones.
 *
 * <p>Pairs that share an identity are not independent, so identities are drawn, with replacement, and a pair counts as
 * often as its identities were drawn together: the product of the two multiplicities, and for a pair within one
 * identity that one multiplicity. A. B. Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1 (2007): for
 * pairs of two identities the interval errs on the wide side. Immutable.
 */
public final class IdentityBootstrap {
    private static final int FEWEST_GROUPS = 3;

    /** What a draw has to have some of, as far as the data have some. */
    private enum Kind {
        MATCH,
        OTHER_WITHIN,
        OTHER_ACROSS
    }

    private final int[] first; // the index of the identity, or group, of a, for each pair
    private final int[] second;
    private final Kind[] kinds;
    private final int[] counts = new int[Kind.values().length];
    private final int identities;

    /**
     * @param pairs the pairs that a figure is computed from: matching and non-matching ones
     * @throws IllegalArgumentException if there is no matching or no non-matching pair
     */
    public IdentityBootstrap(List<PicturePair> pairs) {
        this(pairs, LabelledPicture::identity);
    }

    private IdentityBootstrap(List<PicturePair> pairs, Function<LabelledPicture, String> unit) {
        Map<String, Integer> index = new HashMap<>();
        first = new int[pairs.size()];
        second = new int[pairs.size()];
        kinds = new Kind[pairs.size()];
        for (int i = 0; i < kinds.length; i++) {
            PicturePair pair = pairs.get(i);
            first[i] = indexOf(unit.apply(pair.a()), index);
            second[i] = indexOf(unit.apply(pair.b()), index);
            kinds[i] = pair.match() ? Kind.MATCH : first[i] == second[i] ? Kind.OTHER_WITHIN : Kind.OTHER_ACROSS;
            counts[kinds[i].ordinal()]++;
        }
        identities = index.size();
        int positives = counts[Kind.MATCH.ordinal()];
        if (positives == 0 || positives == kinds.length) {
            throw new IllegalArgumentException("a bootstrap needs matching and non-matching pairs, not " + positives
                    + " matching of " + kinds.length);
        }
    }

    /**
     * The same over groups in the place of identities; empty where there are fewer than three of them.
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

    /** The number of identities that are drawn from. */
    public int identities() {
        return identities;
    }

    /**
     * Draws identities once.
     *
     * @param random moves on by the draw; give each draw its own {@link SplittableRandom#split}
     * @return how often each pair counts; at least one pair of each kind that there is counts (a draw without is drawn
     *     again, which ends: at least one draw in five has them)
     */
    public double[] weights(SplittableRandom random) {
        double[] weights = new double[kinds.length];
        int[] multiplicity = new int[identities];
        double[] sums;
        do {
            Arrays.fill(multiplicity, 0);
            for (int i = 0; i < identities; i++) {
                multiplicity[random.nextInt(identities)]++;
            }
            sums = new double[Kind.values().length];
            for (int i = 0; i < weights.length; i++) {
                int once = multiplicity[first[i]];
                weights[i] = first[i] == second[i] ? once : (double) once * multiplicity[second[i]];
                sums[kinds[i].ordinal()] += weights[i];
            }
        } while (lacksSome(sums));
        if (counts[Kind.OTHER_WITHIN.ordinal()] > 0 && counts[Kind.OTHER_ACROSS.ordinal()] > 0) {
            keepTheMix(weights, sums);
        }
        return weights;
    }

    private boolean lacksSome(double[] sums) {
        for (int kind = 0; kind < sums.length; kind++) {
            if (counts[kind] > 0 && sums[kind] == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Gives pairs within a group and across groups the shares of the non-matching pairs that they have in the data: few
     * groups drawn with replacement meet themselves too often, and pairs within a group are harder.
     */
    private void keepTheMix(double[] weights, double[] sums) {
        int within = Kind.OTHER_WITHIN.ordinal();
        int across = Kind.OTHER_ACROSS.ordinal();
        double all = (sums[within] + sums[across]) / (counts[within] + counts[across]);
        for (int i = 0; i < weights.length; i++) {
            int kind = kinds[i].ordinal();
            weights[i] *= kinds[i] == Kind.MATCH ? 1 : all * counts[kind] / sums[kind];
        }
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
