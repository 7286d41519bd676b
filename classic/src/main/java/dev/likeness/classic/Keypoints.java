package dev.likeness.classic;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The keypoints of one picture in the layout of its code: a checksum of the picture in two numbers, the number of
 * keypoints, their positions (x and y of each, in pixels of the working size), and their descriptors.
 *
 * <p>The checksum distinguishes pictures without keypoints, whose codes hold nothing else.
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a code, and never compared
record Keypoints(float[] vector) {
    private static final int COUNT = 2;
    private static final int POINTS = 3;

    /**
     * Packs keypoints into a vector.
     *
     * @param points {@code [N,2]} flattened
     * @param descriptors {@code [N,D]} flattened
     */
    static Keypoints of(WorkingPicture picture, float[] points, float[] descriptors) {
        CRC32 sum = new CRC32();
        sum.update(picture.grey());
        float[] vector = new float[POINTS + points.length + descriptors.length];
        vector[0] = sum.getValue() >>> 16;
        vector[1] = sum.getValue() & 0xffff;
        int count = points.length / 2;
        vector[COUNT] = count;
        System.arraycopy(points, 0, vector, POINTS, points.length);
        System.arraycopy(descriptors, 0, vector, POINTS + points.length, descriptors.length);
        return new Keypoints(vector);
    }

    /**
     * Unpacks the keypoints of a vector.
     *
     * @param length the length of a descriptor, in numbers
     * @throws IllegalArgumentException if the code holds no keypoints with such descriptors
     */
    static Keypoints of(float[] vector, int length) {
        if (vector.length < POINTS || vector.length != POINTS + (2L + length) * (int) vector[COUNT]) {
            throw new IllegalArgumentException(
                    "a code of " + vector.length + " numbers is not comparable as keypoints with " + length
                            + " numbers each: it is damaged; encode the picture again");
        }
        return new Keypoints(vector);
    }

    /** The number of keypoints. */
    int count() {
        return (int) vector[COUNT];
    }

    float x(int keypoint) {
        return vector[POINTS + 2 * keypoint];
    }

    float y(int keypoint) {
        return vector[POINTS + 2 * keypoint + 1];
    }

    /** {@code [N,D]} flattened. */
    float[] descriptors() {
        return Arrays.copyOfRange(vector, POINTS + 2 * count(), vector.length);
    }
}
