package dev.likeness.classic;

import dev.likeness.picture.Picture;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/**
 * {@code sift-descriptor}: the descriptor of SIFT, applied to the whole picture as one upright patch. Histograms of gradient
 * directions in 4x4 regions of 64x64 grey pixels, 128 numbers, by D. Lowe, "Distinctive image features from scale-invariant
 * keypoints", IJCV 2004, sec. 6. The score is the negative Euclidean distance, at most 0. {@code sift} finds keypoints instead,
 * of which a small patch has few or none. Thread-safe.
 */
final class SiftDescriptorMeasure extends VectorMeasure {
    static final String NAME = "sift-descriptor";

    /** Each of the four regions along a side is 1.5 times as wide as the size of the keypoint. */
    private static final PatchDescription PATCH = new PatchDescription(64, 31.5f, 64 / 6f, 0);

    private final ExtractorPool descriptors = new ExtractorPool(SIFT::create);

    SiftDescriptorMeasure() {
        super(NAME);
    }

    /** {@code [128]} */
    @Override
    float[] vector(Picture picture) {
        return descriptors.with(descriptor -> PATCH.of(picture, descriptor));
    }

    @Override
    double score(float[] a, float[] b) {
        return -Math.sqrt(Distances.squared(a, b));
    }

    @Override
    void release() {
        descriptors.close();
    }
}
