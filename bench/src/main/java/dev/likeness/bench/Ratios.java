package dev.likeness.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many times as fast our side is.
 *
 * @param ratio the median over the rounds of the peer's time divided by ours, in the same round
 * @param low the lowest of the rounds
 * @param high the highest of the rounds
 */
record Ratios(double ratio, double low, double high) {
    /**
     * The ratio of two sides that ran in turn.
     *
     * @param ours seconds in each round
     * @param peers seconds in the same rounds
     */
    static Ratios of(List<Double> ours, List<Double> peers) {
        if (ours.isEmpty() || ours.size() != peers.size()) {
            throw new IllegalArgumentException(ours.size() + " rounds of our side and " + peers.size()
                    + " of the peer; allowed: as many, 1 or more");
        }
        List<Double> each = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            each.add(peers.get(i) / ours.get(i));
        }
        double[] sorted =
                each.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Ratios(median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    /** The median; of an even count, the mean of the two in the middle. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
