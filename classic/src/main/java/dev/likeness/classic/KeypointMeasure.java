package dev.likeness.classic;

import dev.likeness.picture.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_features2d.Feature2D;

/**
 * A measure that finds the keypoints of each picture once, and then counts the keypoints that two pictures share.
 *
 * <p>A match is a pair of mutual nearest neighbours that pass the ratio test of D. Lowe ("Distinctive image features from
 * scale-invariant keypoints", IJCV 2004, sec. 7.1) in both directions. Matches count fully only if they agree with one
 * rotation, scale and translation ({@link GeometricCheck}). Each match counts another tenth, so that pictures without
 * agreeing matches can still be ranked. The score is
 *
 * <pre>
 * (agreeing + matches / 10) / (1.1 sqrt(keypoints_a keypoints_b))
 * </pre>
 *
 * <p>0 to 1; 0 if a picture has no keypoints, and 1 for a picture and itself.
 */
abstract class KeypointMeasure extends VectorMeasure {
    private static final double UNCHECKED = 0.1;

    private final ExtractorPool extractors;
    private final KeypointMatcher matcher;

    KeypointMeasure(String name, Supplier<? extends Feature2D> extractor, KeypointMatcher matcher) {
        super(name);
        this.extractors = new ExtractorPool(extractor);
        this.matcher = matcher;
    }

    @Override
    final float[] vector(Picture picture) {
        WorkingPicture working = WorkingPicture.of(picture);
        return extractors.with(extractor -> {
            try (PointerScope scope = new PointerScope()) {
                KeyPointVector found = new KeyPointVector();
                Mat descriptors = new Mat();
                extractor.detectAndCompute(working.matrix(), new Mat(), found, descriptors);
                return Keypoints.of(working, points(found), numbers(descriptors))
                        .vector();
            }
        });
    }

    private static float[] points(KeyPointVector found) {
        float[] points = new float[2 * Math.toIntExact(found.size())];
        for (int i = 0; 2 * i < points.length; i++) {
            Point2f point = found.get(i).pt();
            points[2 * i] = point.x();
            points[2 * i + 1] = point.y();
        }
        return points;
    }

    private static float[] numbers(Mat descriptors) {
        if (descriptors.empty()) {
            return new float[0];
        }
        return descriptors.elemSize1() == 1 ? OpenCv.bytes(descriptors) : OpenCv.floats(descriptors);
    }

    @Override
    final double score(float[] a, float[] b) {
        Keypoints first = matcher.keypoints(a);
        Keypoints second = matcher.keypoints(b);
        int order = Arrays.compare(a, b);
        if (order == 0) {
            return 1;
        }
        // The check treats its two pictures differently, so their contents decide the order.
        return order < 0 ? shared(first, second) : shared(second, first);
    }

    private double shared(Keypoints a, Keypoints b) {
        if (a.count() == 0 || b.count() == 0) {
            return 0;
        }
        List<KeypointMatcher.Match> matches = matcher.matches(a, b);
        int agreeing = GeometricCheck.agreeing(a, b, matches);
        return (agreeing + UNCHECKED * matches.size()) / ((1 + UNCHECKED) * Math.sqrt((double) a.count() * b.count()));
    }

    @Override
    final void release() {
        extractors.close();
    }
}
