package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_calib3d.RANSAC;
import static org.bytedeco.opencv.global.opencv_calib3d.estimateAffinePartial2D;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Counts the matches that agree with one similarity transform (rotation, scale and translation) to within 6 of 256
 * pixels. The transform is found by sampling, as in Fischler and Bolles, "Random sample consensus", CACM 1981. OpenCV's
 * {@code estimateAffinePartial2D} always starts with the same seed, so the result is deterministic.
 */
final class GeometricCheck {
    /** Any two matches agree with some similarity transform, so only a third match is evidence. */
    private static final int MIN_MATCHES = 3;

    private static final double TOLERANCE = 6;
    private static final int SAMPLES = 1000;
    private static final double CONFIDENCE = 0.99;
    /** The largest change of scale; beyond it, all points of one picture can fall on one point of the other. */
    private static final double MAX_SCALE = 4;

    private GeometricCheck() {}

    /** The number of matches that agree; 0 if they are fewer than 3. */
    static int agreeing(Keypoints a, Keypoints b, List<KeypointMatcher.Match> matches) {
        int count = matches.size();
        if (count < MIN_MATCHES) {
            return 0;
        }
        float[] from = new float[2 * count];
        float[] to = new float[2 * count];
        for (int i = 0; i < count; i++) {
            from[2 * i] = a.x(matches.get(i).a());
            from[2 * i + 1] = a.y(matches.get(i).a());
            to[2 * i] = b.x(matches.get(i).b());
            to[2 * i + 1] = b.y(matches.get(i).b());
        }
        try (PointerScope scope = new PointerScope()) {
            Mat agree = new Mat();
            Mat similarity = estimateAffinePartial2D(
                    OpenCv.floats(from, count, 2),
                    OpenCv.floats(to, count, 2),
                    agree,
                    RANSAC,
                    TOLERANCE,
                    SAMPLES,
                    CONFIDENCE,
                    0); // no refinement: it changes the transform, not the matches that agree
            return plausible(similarity) ? enough(OpenCv.bytes(agree)) : 0;
        }
    }

    private static boolean plausible(Mat similarity) {
        if (similarity.empty()) {
            return false;
        }
        DoublePointer rows = new DoublePointer(similarity.data()); // [2,3]: s cos, -s sin, x; s sin, s cos, y
        double scale = Math.hypot(rows.get(0), rows.get(3));
        return scale <= MAX_SCALE && scale >= 1 / MAX_SCALE;
    }

    private static int enough(float[] flags) {
        int sum = 0;
        for (float flag : flags) {
            sum += flag != 0 ? 1 : 0;
        }
        return sum < MIN_MATCHES ? 0 : sum;
    }
}
