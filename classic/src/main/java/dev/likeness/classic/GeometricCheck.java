package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_calib3d.RANSAC;
import static org.bytedeco.opencv.global.opencv_calib3d.estimateAffinePartial2D;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How many matches one similarity (a turn, a scale and a shift) brings together to within 6 pixels of 256; found by
 * sampling, as in Fischler and Bolles, "Random sample consensus", CACM 1981. OpenCV's {@code estimateAffinePartial2D}
 * begins with the same seed each time, so the answer is the same each time.
 */
final class GeometricCheck {
    /** Any two matches agree on some similarity; the third is the first to say something. */
    private static final int LEAST = 3;

    private static final double TOLERANCE = 6;
    private static final int SAMPLES = 1000;
    private static final double CONFIDENCE = 0.99;
    /** Of the scale, up or down; beyond it all points of one picture fall on one of the other. */
    private static final double MOST = 4;

    private GeometricCheck() {}

    /** The number of matches that agree; 0 if they are fewer than 3. */
    static int agreeing(Keypoints a, Keypoints b, List<KeypointMatcher.Match> matches) {
        int count = matches.size();
        if (count < LEAST) {
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
                    0); // no refining: it moves the similarity, and not what agrees
            return plausible(similarity) ? enough(OpenCv.bytes(agree)) : 0;
        }
    }

    private static boolean plausible(Mat similarity) {
        if (similarity.empty()) {
            return false;
        }
        DoublePointer rows = new DoublePointer(similarity.data()); // [2,3]: s cos, -s sin, x; s sin, s cos, y
        double scale = Math.hypot(rows.get(0), rows.get(3));
        return scale <= MOST && scale >= 1 / MOST;
    }

    private static int enough(float[] flags) {
        int sum = 0;
        for (float flag : flags) {
            sum += flag != 0 ? 1 : 0;
        }
        return sum < LEAST ? 0 : sum;
    }
}
