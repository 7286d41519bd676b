package dev.likeness.classic;

import org.bytedeco.opencv.opencv_features2d.SIFT;

/**
 * {@code sift}: the share of keypoints that two pictures have in common, 0 to 1, independent of their position, rotation
 * and scale. The keypoints and their descriptors are those of D. Lowe, "Distinctive image features from
 * scale-invariant keypoints", IJCV 2004, the 200 strongest of a picture whose longer side is 256 pixels. {@link KeypointMeasure}
 * describes how they are matched, checked and counted. Thread-safe.
 */
final class SiftMeasure extends KeypointMeasure {
    static final String NAME = "sift";
    private static final int MAX_KEYPOINTS = 200;
    // As in the paper.
    private static final int LAYERS = 3;
    private static final double CONTRAST = 0.04;
    private static final double EDGE = 10;
    private static final double BLUR = 1.6;

    SiftMeasure() {
        super(NAME, () -> SIFT.create(MAX_KEYPOINTS, LAYERS, CONTRAST, EDGE, BLUR, false), KeypointMatcher.EUCLIDEAN);
    }
}
