package dev.likeness.classic;

/** Distances of two vectors, bit-identical in both orders. */
final class Distances {
    private Distances() {}

    /** The sum of the squared differences. */
    static double squared(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < VectorMeasure.length(a, b); d++) {
            double difference = (double) a[d] - b[d];
            sum += difference * difference;
        }
        return sum;
    }

    /** The share of equal bits, 0 to 1; each number holds eight bits, 0 to 255. */
    static double agreement(float[] a, float[] b) {
        int differing = 0;
        for (int d = 0; d < VectorMeasure.length(a, b); d++) {
            differing += Integer.bitCount((int) a[d] ^ (int) b[d]);
        }
        return 1 - differing / (8.0 * a.length);
    }
}
