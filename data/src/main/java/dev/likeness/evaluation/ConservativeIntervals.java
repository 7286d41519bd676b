package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import dev.likeness.data.PicturePair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Intervals of figures that must hold on new pictures: by the {@linkplain IdentityBootstrap bootstrap} over identities and,
 * with three or more groups, over groups as well; the wider of both.
 *
 * <p>Identities of one group are similar (some alphabets of Omniglot are ten times as hard as others), so a bootstrap over
 * identities alone underestimates the variation between groups; a few groups, in turn, may be similar by chance.
 */
final class ConservativeIntervals {
    private ConservativeIntervals() {}

    /**
     * Computes figures and their 95 % intervals.
     *
     * @param pairs matches and non-matches
     * @param resamples draws of each bootstrap
     * @param figures maps the weights of the pairs to figures, 0 to 1; the same number of figures for all weights
     */
    static List<Rate> intervals(
            List<PicturePair> pairs, int resamples, long seed, Function<double[], double[]> figures) {
        double[] once = new double[pairs.size()];
        Arrays.fill(once, 1);
        double[] values = figures.apply(once);
        List<Rate> widest = new ArrayList<>();
        for (double value : values) {
            widest.add(new Rate(value, value, value));
        }
        for (IdentityBootstrap bootstrap : bootstraps(pairs)) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] replicates = new double[values.length][resamples];
            for (int r = 0; r < resamples; r++) {
                double[] drawn = figures.apply(bootstrap.weights(random.split()));
                for (int f = 0; f < drawn.length; f++) {
                    replicates[f][r] = drawn[f];
                }
            }
            for (int f = 0; f < values.length; f++) {
                Rate rate = bootstrap.interval(values[f], replicates[f]);
                Rate known = widest.get(f);
                widest.set(
                        f, new Rate(values[f], Math.min(known.low(), rate.low()), Math.max(known.high(), rate.high())));
            }
        }
        return widest;
    }

    private static List<IdentityBootstrap> bootstraps(List<PicturePair> pairs) {
        IdentityBootstrap identities = new IdentityBootstrap(pairs);
        return IdentityBootstrap.ofGroups(pairs)
                .map(groups -> List.of(identities, groups))
                .orElse(List.of(identities));
    }
}
