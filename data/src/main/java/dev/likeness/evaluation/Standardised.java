package dev.likeness.evaluation;

/**
 * A feature moved to mean 0 and scaled to deviation 1, and the way back.
 *
 * @param values {@code (x - mean) / deviation}; all 0 where the feature is constant
 * @param deviation 0 where the feature is constant
 */
@SuppressWarnings("ArrayRecordComponent") // lives for the length of one fit
record Standardised(double[] values, double mean, double deviation) {
    static Standardised of(double[] raw) {
        double largest = 0;
        for (double x : raw) {
            largest = Math.max(largest, Math.abs(x));
        }
        double mean = 0;
        for (double x : raw) {
            mean += x / raw.length;
        }
        double square = 0;
        for (double x : raw) {
            square += (x - mean) * (x - mean) / raw.length;
        }
        double deviation = Math.sqrt(square);
        double[] values = new double[raw.length];
        if (deviation <= 1e-12 * largest) {
            return new Standardised(values, mean, 0);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (raw[i] - mean) / deviation;
        }
        return new Standardised(values, mean, deviation);
    }

    /** The weight of the raw feature, given that of the standardised one. */
    double rawWeight(double weight) {
        return deviation == 0 ? 0 : weight / deviation;
    }
}
