package dev.likeness.evaluation;

/**
 * A feature standardised to mean 0 and standard deviation 1, with the inverse transformation of its weight.
 *
 * @param values {@code (x - mean) / deviation}; all 0 if the feature is constant
 * @param deviation 0 if the feature is constant
 */
@SuppressWarnings("ArrayRecordComponent") // used within one fit only
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

    /** Converts a weight of the standardised feature to one of the raw feature. */
    double rawWeight(double weight) {
        return deviation == 0 ? 0 : weight / deviation;
    }
}
