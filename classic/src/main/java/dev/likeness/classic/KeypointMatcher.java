package dev.likeness.classic;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Matches the keypoints of two pictures by their descriptors: mutual nearest neighbours that pass the ratio test. */
enum KeypointMatcher {
    /** SIFT's descriptors of 128 numbers: the Euclidean distance. */
    EUCLIDEAN(128) {
        @Override
        Mat matrix(float[] descriptors, int count) {
            return OpenCv.floats(descriptors, count, descriptors.length / count);
        }

        @Override
        float[] two(Mat from, Mat to, Mat indexes) {
            Mat distances = new Mat();
            batch(from, to, distances, opencv_core.CV_32F, indexes, opencv_core.NORM_L2);
            return OpenCv.floats(distances);
        }
    },

    /** ORB's descriptors of 256 bits, eight in each number: the Hamming distance. */
    HAMMING(32) {
        @Override
        Mat matrix(float[] descriptors, int count) {
            byte[] bytes = new byte[descriptors.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (int) descriptors[i];
            }
            return OpenCv.bytes(bytes, count, bytes.length / count, 1);
        }

        @Override
        float[] two(Mat from, Mat to, Mat indexes) {
            Mat distances = new Mat();
            batch(from, to, distances, opencv_core.CV_32S, indexes, opencv_core.NORM_HAMMING);
            int[] bits = integers(distances);
            float[] numbers = new float[bits.length];
            for (int i = 0; i < bits.length; i++) {
                numbers[i] = bits[i];
            }
            return numbers;
        }
    };

    /** The distance of the nearest must be less than this share of the distance of the second nearest. */
    private static final float RATIO = 0.8f;

    private final int length;

    KeypointMatcher(int length) {
        this.length = length;
    }

    /** The keypoints of a code. */
    Keypoints keypoints(float[] vector) {
        return Keypoints.of(vector, length);
    }

    /** A keypoint of one picture and one of the other, by index. */
    record Match(int a, int b) {}

    /** Descriptors in the form that OpenCV compares, {@code [count,D]}. */
    abstract Mat matrix(float[] descriptors, int count);

    /** The distances of the two nearest for each row, {@code [count,2]} flattened; {@code indexes} receives their rows. */
    abstract float[] two(Mat from, Mat to, Mat indexes);

    /** The matches, in the order of a's keypoints; none if either picture has fewer than 2 keypoints. */
    List<Match> matches(Keypoints a, Keypoints b) {
        List<Match> matches = new ArrayList<>();
        if (Math.min(a.count(), b.count()) < 2) {
            return matches;
        }
        try (PointerScope scope = new PointerScope()) {
            Mat first = matrix(a.descriptors(), a.count());
            Mat second = matrix(b.descriptors(), b.count());
            int[] ofA = nearest(first, second);
            int[] ofB = nearest(second, first);
            for (int i = 0; i < ofA.length; i++) {
                if (ofA[i] >= 0 && ofB[ofA[i]] == i) {
                    matches.add(new Match(i, ofA[i]));
                }
            }
        }
        return matches;
    }

    /** For each row of one matrix, the nearest row of the other that passes the ratio test, or -1. */
    private int[] nearest(Mat from, Mat to) {
        Mat indexes = new Mat(); // [count,2]
        float[] distances = two(from, to, indexes);
        int[] both = integers(indexes);
        int[] nearest = new int[both.length / 2];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = distances[2 * i] < RATIO * distances[2 * i + 1] ? both[2 * i] : -1;
        }
        return nearest;
    }

    private static int[] integers(Mat matrix) {
        int[] values = new int[Math.toIntExact(matrix.total())];
        new IntPointer(matrix.data()).get(values);
        return values;
    }

    private static void batch(Mat from, Mat to, Mat distances, int type, Mat indexes, int norm) {
        opencv_core.batchDistance(from, to, distances, type, indexes, norm, 2, new Mat(), 0, false);
    }
}
