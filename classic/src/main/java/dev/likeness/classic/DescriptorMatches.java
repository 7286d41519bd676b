package dev.likeness.classic;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Matches the keypoints of two pictures: mutual nearest neighbours by descriptor that are clearly nearer than the second
 * nearest.
 */
final class DescriptorMatches {
    /**
     * The distance of the nearest must be less than this share of the distance of the second nearest. More than the 0.8 of
     * Lowe's paper, because {@link AffineSearch} also checks scale and orientation.
     */
    private static final double RATIO = 0.9;

    private DescriptorMatches() {}

    /** The matches, in the order of a's keypoints; none if a picture has fewer than 2 keypoints. */
    static List<KeypointMatcher.Match> of(OrientedKeypoints a, OrientedKeypoints b) {
        List<KeypointMatcher.Match> matches = new ArrayList<>();
        if (Math.min(a.keypoints(), b.keypoints()) < 2) {
            return matches;
        }
        int rows = a.keypoints();
        int columns = b.keypoints();
        float[] similarities = similarities(a, b);
        int[] nearestOfB = new int[columns];
        for (int i = 1; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (similarities[i * columns + j] > similarities[nearestOfB[j] * columns + j]) {
                    nearestOfB[j] = i;
                }
            }
        }
        for (int i = 0; i < rows; i++) {
            int nearest = -1;
            float first = Float.NEGATIVE_INFINITY;
            float second = Float.NEGATIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                float similarity = similarities[i * columns + j];
                if (similarity > first) {
                    second = first;
                    first = similarity;
                    nearest = j;
                } else if (similarity > second) {
                    second = similarity;
                }
            }
            // The squared distance of two unit vectors is 2 - 2 cos.
            if (nearestOfB[nearest] == i && 1 - first < RATIO * RATIO * (1 - second)) {
                matches.add(new KeypointMatcher.Match(i, nearest));
            }
        }
        return matches;
    }

    /** The cosines of all descriptors of a and all of b, {@code [rows of a, rows of b]} flattened. */
    private static float[] similarities(OrientedKeypoints a, OrientedKeypoints b) {
        try (PointerScope scope = new PointerScope()) {
            Mat first = OpenCv.floats(units(a.descriptors()), a.keypoints(), OrientedKeypoints.LENGTH);
            Mat second = OpenCv.floats(units(b.descriptors()), b.keypoints(), OrientedKeypoints.LENGTH);
            Mat products = new Mat(); // [N,128] x [M,128]^T -> [N,M]
            opencv_core.gemm(first, second, 1, new Mat(), 0, products, opencv_core.GEMM_2_T);
            return OpenCv.floats(products);
        }
    }

    private static float[] units(byte[] descriptors) {
        float[] units = Pixels.numbers(descriptors);
        for (int start = 0; start < units.length; start += OrientedKeypoints.LENGTH) {
            double square = 1e-6;
            for (int i = start; i < start + OrientedKeypoints.LENGTH; i++) {
                square += units[i] * units[i];
            }
            float scale = (float) (1 / Math.sqrt(square));
            for (int i = start; i < start + OrientedKeypoints.LENGTH; i++) {
                units[i] *= scale;
            }
        }
        return units;
    }
}
