package dev.likeness.domain;

import java.util.Arrays;
import java.util.List;

/**
 * The pictures that a model was trained for, as a test on {@link PictureStatistics}. A picture is outside if its statistics
 * are more likely among other pictures than in the domain: the logarithm of the ratio of the two densities exceeds the
 * threshold. For a given share of false alarms no test of two densities finds more (Neyman and Pearson 1933).
 *
 * @param version of the statistics, as {@link PictureStatistics#VERSION}
 * @param density of the statistics in the domain
 * @param alike kinds of {@link Contrast} that are like the domain, as indices of its components: drawn writing and a model
 *     for writing, for example. They count as part of the domain, and are not contrasted with it
 * @param threshold of {@link #distance}: pictures above it are outside
 * @param falseAlarms the share of held-out pictures of the domain above the threshold, 0 to 1
 * @param pictures held-out pictures that the threshold was set on
 * @param identities of these pictures
 * @param data the name of the data that they are from
 */
public record Domain(
        int version,
        GaussianMixture density,
        List<Integer> alike,
        double threshold,
        double falseAlarms,
        long pictures,
        long identities,
        String data) {
    public Domain {
        alike = List.copyOf(alike);
        int kinds = Contrast.mixture().components().size() - 1; // the last component always counts as contrast
        if (alike.stream().anyMatch(kind -> kind < 0 || kind >= kinds)
                || alike.stream().distinct().count() < alike.size()) {
            throw new IllegalArgumentException("a domain has kinds " + alike
                    + " that are like it; allowed: different numbers from 0 to " + (kinds - 1));
        }
        if (!Double.isFinite(threshold) || !(falseAlarms >= 0 && falseAlarms <= 1)) {
            throw new IllegalArgumentException("a domain has threshold " + threshold + " and a false-alarm rate of "
                    + falseAlarms + "; allowed: a finite threshold and a rate of 0 to 1");
        }
    }

    /** Whether this software computes the statistics that the domain was fitted to. */
    public boolean isTestable() {
        return version == PictureStatistics.VERSION;
    }

    /** How much more likely the statistics are outside the domain than in it: the logarithm of the ratio. */
    public double distance(double[] statistics) {
        return distance(density, alike, statistics);
    }

    /** The distance to a domain with that density, and with kinds of the contrast that are like it. */
    public static double distance(GaussianMixture density, List<Integer> alike, double[] statistics) {
        double[] contrast = Contrast.mixture().logDensities(statistics);
        double[] inside = Arrays.copyOf(
                density.logDensities(statistics), density.components().size() + alike.size());
        for (int i = 0; i < alike.size(); i++) {
            int kind = alike.get(i);
            inside[inside.length - 1 - i] = contrast[kind];
            contrast[kind] = Double.NEGATIVE_INFINITY;
        }
        return GaussianMixture.logOfSum(contrast) - GaussianMixture.logOfSum(inside);
    }

    /** Whether a picture with these statistics is in the domain. */
    public boolean contains(double[] statistics) {
        return distance(statistics) <= threshold;
    }
}
