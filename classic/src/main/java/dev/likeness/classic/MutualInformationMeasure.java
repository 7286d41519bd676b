package dev.likeness.classic;

import dev.likeness.picture.Picture;

/**
 * {@code mutual-information}: how well the grey values of one picture predict those of the other, by any mapping; a
 * negative scores like a positive. The joint histogram of the grey values of two pictures of 64x64 pixels, in 16 bins,
 * gives the entropies H. The mutual information I(a,b) = H(a) + H(b) - H(a,b) (Viola and Wells, "Alignment by
 * maximization of mutual information", IJCV 1997) grows with the overlap, so the score is its normalised form
 *
 * <pre>
 * (H(a) + H(b)) / H(a,b)
 * </pre>
 *
 * <p>of Studholme, Hill and Hawkes, "An overlap invariant entropy measure of 3D medical image alignment", Pattern
 * Recognition 1999: 1 if the two are independent, 2 if each determines the other. A picture with all pixels in one bin
 * predicts nothing and scores 1. Thread-safe.
 */
final class MutualInformationMeasure extends VectorMeasure {
    static final String NAME = "mutual-information";
    private static final int SIDE = 64;
    private static final int BINS = 16;

    MutualInformationMeasure() {
        super(NAME);
    }

    /** The bin of each pixel, 0 to 15. */
    @Override
    float[] vector(Picture picture) {
        float[] bins = Pixels.grey(picture, SIDE);
        for (int i = 0; i < bins.length; i++) {
            bins[i] = (float) Math.floor(bins[i] * BINS / 256);
        }
        return bins;
    }

    @Override
    double score(float[] a, float[] b) {
        Entropies entropies = entropies(a, b);
        return entropies.joint() == 0 ? 1 : (entropies.a() + entropies.b()) / entropies.joint();
    }

    /**
     * Entropies in nats.
     *
     * @param a of the first picture's grey values
     * @param b of the second picture's grey values
     * @param joint of the pairs of grey values
     */
    record Entropies(double a, double b, double joint) {
        /** The mutual information of the two. */
        double mutual() {
            return a + b - joint;
        }
    }

    static Entropies entropies(float[] a, float[] b) {
        int[] joint = new int[BINS * BINS];
        int[] onlyA = new int[BINS];
        int[] onlyB = new int[BINS];
        for (int i = 0; i < length(a, b); i++) {
            joint[BINS * (int) a[i] + (int) b[i]]++;
            onlyA[(int) a[i]]++;
            onlyB[(int) b[i]]++;
        }
        double sum = 0;
        for (int x = 0; x < BINS; x++) {
            sum += term(joint[BINS * x + x], a.length);
            for (int y = 0; y < x; y++) {
                // Both in one term, so that the order of the pictures does not change the sum's last bit.
                sum += term(joint[BINS * x + y], a.length) + term(joint[BINS * y + x], a.length);
            }
        }
        return new Entropies(entropy(onlyA, a.length), entropy(onlyB, a.length), sum);
    }

    private static double entropy(int[] counts, int all) {
        double sum = 0;
        for (int count : counts) {
            sum += term(count, all);
        }
        return sum;
    }

    private static double term(int count, int all) {
        double share = (double) count / all;
        return count == 0 ? 0 : -share * Math.log(share);
    }
}
