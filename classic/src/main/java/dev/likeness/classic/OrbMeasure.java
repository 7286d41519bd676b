package dev.likeness.classic;

import org.bytedeco.opencv.opencv_features2d.ORB;

/**
 * {@code orb}: the share of keypoints that two pictures have in common, 0 to 1. The keypoints and their descriptors are
 * those of Rublee, Rabaud, Konolige and Bradski, "ORB: an efficient alternative to SIFT or SURF", ICCV 2011: 256 bits for
 * each of the 300 strongest corners of a picture whose longer side is 256 pixels. {@link KeypointMeasure} describes how
 * they are matched, checked and counted. Thread-safe.
 */
final class OrbMeasure extends KeypointMeasure {
    static final String NAME = "orb";
    private static final int MAX_KEYPOINTS = 300;
    private static final float STEP = 1.2f;
    private static final int LEVELS = 8;
    /** The border without corners, in pixels: less than the usual 31, which are a quarter of the shortest side. */
    private static final int BORDER = 8;

    private static final int PATCH = 31;
    private static final int FAST = 20;

    OrbMeasure() {
        super(
                NAME,
                () -> ORB.create(MAX_KEYPOINTS, STEP, LEVELS, BORDER, 0, 2, ORB.HARRIS_SCORE, PATCH, FAST),
                KeypointMatcher.HAMMING);
    }
}
