package dev.likeness.study.statistics;

import dev.likeness.calibration.Rate;
import dev.likeness.evaluation.IdentityBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The upper level of the hierarchical bootstrap: seeds are drawn with replacement, over the draws of identities that a
 * {@link Resampling} made (A. C. Davison and D. V. Hinkley, "Bootstrap Methods and their Application", 1997, sec. 3.8).
 *
 * <p>Drawing few seeds with replacement underestimates the variance between seeds: the variance of a mean of S drawn
 * values is too small by the factor (S - 1) / S, and a normal interval around it is too narrow for an estimate from S
 * values. The deviation that seeds add to a draw is therefore scaled by sqrt(S / (S - 1)), and Student's t replaces the
 * normal distribution: for a figure with S - 1 degrees of freedom for the part of the seeds, for a difference with
 * those of Welch and Satterthwaite (F. E. Satterthwaite, Biometrics Bulletin 2, 1946) for both parts.
 *
 * <p>With one seed the variance between seeds is unknown: its intervals cover the variance between identities only.
 */
public final class Hierarchy {
    /** The smallest number of seeds that a significance test takes. */
    public static final int SEEDS_FOR_A_TEST = 3;

    private static final double Z = 1.959963984540054;

    private final long seed;

    /** @param seed of the random draws; contenders with the same number of seeds share them */
    public Hierarchy(long seed) {
        this.seed = seed;
    }

    /**
     * The mean of a figure over seeds, with its percentile interval.
     *
     * @param seeds the figure under each seed, 0 to 1
     * @param units the number of identities or one-shot runs that were drawn from
     */
    public Rate rate(List<SampledFigure> seeds, int units) {
        double value =
                seeds.stream().mapToDouble(SampledFigure::value).average().orElseThrow();
        double[] replicates = replicates(seeds, student(seeds.size()));
        Arrays.setAll(replicates, r -> Math.max(0, Math.min(1, replicates[r])));
        return IdentityBootstrap.interval(value, replicates, units);
    }

    /**
     * The estimate of a difference.
     *
     * @param low the lower end of its 95 % interval
     * @param high the upper end
     * @param p two-sided p-value; null for fewer seeds than {@value #SEEDS_FOR_A_TEST}
     */
    public record PairedDifference(
            double value, double low, double high, @Nullable Double p) {}

    /**
     * The mean difference of a figure between two contenders, paired by seed and draw.
     *
     * @param a under each seed
     * @param b under the same seeds; one value for a fixed measure, which has no seeds
     * @param units the number of identities or one-shot runs that were drawn from
     */
    public PairedDifference difference(List<SampledFigure> a, List<SampledFigure> b, int units) {
        int n = Math.max(a.size(), b.size());
        List<SampledFigure> differences = new ArrayList<>();
        for (int s = 0; s < n; s++) {
            differences.add(difference(a.get(Math.min(s, a.size() - 1)), b.get(Math.min(s, b.size() - 1))));
        }
        double value =
                differences.stream().mapToDouble(SampledFigure::value).average().orElseThrow();
        double whole = variance(replicates(differences, 1));
        double ofIdentities = variance(means(differences));
        double ofSeeds = Math.max(0, whole - ofIdentities);
        if (whole == 0) { // identical scores: two names for the same method
            return new PairedDifference(value, value, value, n < SEEDS_FOR_A_TEST ? null : value == 0 ? 1.0 : 0.0);
        }
        double shares =
                ofIdentities * ofIdentities / Math.max(1, units - 1) + (n > 1 ? ofSeeds * ofSeeds / (n - 1) : 0);
        TDistribution student = TDistribution.of(whole * whole / shares);
        double error = Math.sqrt(whole);
        double half = student.inverseSurvivalProbability(0.025) * error;
        Double p = n < SEEDS_FOR_A_TEST
                ? null
                : Double.valueOf(Math.min(1, 2 * student.survivalProbability(Math.abs(value) / error)));
        return new PairedDifference(value, value - half, value + half, p);
    }

    private static SampledFigure difference(SampledFigure a, SampledFigure b) {
        double[] replicates = new double[a.replicates().length];
        Arrays.setAll(replicates, r -> a.replicates()[r] - b.replicates()[r]);
        return new SampledFigure(a.value() - b.value(), replicates);
    }

    private static double student(int seeds) {
        return seeds < 2 ? 1 : TDistribution.of(seeds - 1).inverseSurvivalProbability(0.025) / Z;
    }

    /** Replicates of the mean over seeds: each draws its seeds, and their deviation is scaled. */
    private double[] replicates(List<SampledFigure> seeds, double wider) {
        int n = seeds.size();
        double[] replicates = means(seeds);
        if (n < 2) {
            return replicates;
        }
        double stretch = wider * Math.sqrt((double) n / (n - 1));
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < replicates.length; r++) {
            double drawn = 0;
            for (int s = 0; s < n; s++) {
                drawn += seeds.get(random.nextInt(n)).replicates()[r];
            }
            replicates[r] += stretch * (drawn / n - replicates[r]);
        }
        return replicates;
    }

    private static double[] means(List<SampledFigure> seeds) {
        double[] means = new double[seeds.get(0).replicates().length];
        for (SampledFigure one : seeds) {
            for (int r = 0; r < means.length; r++) {
                means[r] += one.replicates()[r] / seeds.size();
            }
        }
        return means;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
