package dev.likeness.classic;

import dev.likeness.alignment.Alignment;
import dev.likeness.alignment.PointPair;

/**
 * What an alignment must satisfy to be evidence: enough agreeing keypoints that are spread over the common part, a moderate
 * change of scale and shape, and a common part of sufficient size. Two photographs in the same frame, with the same
 * watermark or in screenshots of the same program agree in a small or narrow part only.
 */
final class Plausibility {
    static final int MIN_AGREEING = 4;
    private static final double MAX_SCALE = 8;
    private static final double MAX_STRETCH = 1.8;
    private static final double MIN_SHARE = 0.08;
    /** The minimum standard deviation across the narrower direction, as a share of the picture's side. */
    private static final double MIN_SPREAD = 0.03;

    private Plausibility() {}

    /** Whether a map changes the scale and the shape of the picture moderately. */
    static boolean of(PixelMap map, OrientedKeypoints a, OrientedKeypoints b) {
        double scale = map.scale();
        return !map.reverses() && scale <= MAX_SCALE && scale >= 1 / MAX_SCALE && map.stretch() <= MAX_STRETCH;
    }

    /** Whether the agreeing keypoints are evidence for the alignment. */
    static boolean of(Alignment alignment) {
        return alignment.agreeing().size() >= MIN_AGREEING
                && alignment.visibleOfA() >= MIN_SHARE
                && alignment.visibleOfB() >= MIN_SHARE
                && spread(alignment) >= MIN_SPREAD * Math.sqrt(alignment.visibleOfA());
    }

    /** The smaller standard deviation of the agreeing points in A: the root of the smaller eigenvalue of their covariance. */
    static double spread(Alignment alignment) {
        double n = alignment.agreeing().size();
        double x = 0;
        double y = 0;
        for (PointPair pair : alignment.agreeing()) {
            x += pair.xA() / n;
            y += pair.yA() / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (PointPair pair : alignment.agreeing()) {
            xx += (pair.xA() - x) * (pair.xA() - x) / n;
            xy += (pair.xA() - x) * (pair.yA() - y) / n;
            yy += (pair.yA() - y) * (pair.yA() - y) / n;
        }
        double half = (xx + yy) / 2;
        double root = Math.sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
        return Math.sqrt(Math.max(0, half - root));
    }
}
