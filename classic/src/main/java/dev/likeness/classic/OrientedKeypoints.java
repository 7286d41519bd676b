package dev.likeness.classic;

import dev.likeness.alignment.Aligner;
import org.bytedeco.opencv.opencv_core.KeyPoint;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * SIFT keypoints of one picture, with their scales and orientations.
 *
 * @param width of the working picture in pixels
 * @param height of the working picture in pixels
 * @param points {@code [N,4]} flattened: x and y in pixels of the working picture, the diameter in pixels, and the
 *     orientation in radians, clockwise from the x axis
 * @param descriptors {@code [N,128]} flattened, unsigned: 255 times the square root of each number's share of the sum of
 *     its descriptor (Arandjelovic and Zisserman, "Three things everyone should know to improve object retrieval", CVPR
 *     2012, sec. 3)
 */
@SuppressWarnings("ArrayRecordComponent") // used in this package only, and never compared
record OrientedKeypoints(int width, int height, float[] points, byte[] descriptors) implements Aligner.Prepared {
    /** The numbers of a descriptor: 4 rows of 4 cells of 8 orientations. */
    static final int LENGTH = 128;

    private static final int CELLS = 4;
    private static final int ORIENTATIONS = 8;
    private static final int FIELDS = 4;

    static OrientedKeypoints of(WorkingPicture picture, KeyPointVector found, Mat descriptors) {
        int count = Math.toIntExact(found.size());
        float[] points = new float[FIELDS * count];
        for (int i = 0; i < count; i++) {
            KeyPoint point = found.get(i);
            points[FIELDS * i] = point.pt().x();
            points[FIELDS * i + 1] = point.pt().y();
            points[FIELDS * i + 2] = point.size();
            points[FIELDS * i + 3] = (float) Math.toRadians(point.angle());
        }
        byte[] roots = count == 0 ? new byte[0] : roots(OpenCv.floats(descriptors));
        return new OrientedKeypoints(picture.width(), picture.height(), points, roots);
    }

    private static byte[] roots(float[] numbers) {
        byte[] roots = new byte[numbers.length];
        for (int start = 0; start < numbers.length; start += LENGTH) {
            float sum = 1e-6f;
            for (int i = 0; i < LENGTH; i++) {
                sum += numbers[start + i];
            }
            for (int i = 0; i < LENGTH; i++) {
                roots[start + i] = (byte) Math.round(255 * Math.sqrt(numbers[start + i] / sum));
            }
        }
        return roots;
    }

    @Override
    public int keypoints() {
        return points.length / FIELDS;
    }

    float x(int keypoint) {
        return points[FIELDS * keypoint];
    }

    float y(int keypoint) {
        return points[FIELDS * keypoint + 1];
    }

    float diameter(int keypoint) {
        return points[FIELDS * keypoint + 2];
    }

    float angle(int keypoint) {
        return points[FIELDS * keypoint + 3];
    }

    @Override
    public int bytes() {
        return 4 * points.length + descriptors.length + 64;
    }

    /**
     * The keypoints of the picture mirrored from left to right. A descriptor's cells are in the frame of its orientation,
     * so mirroring reverses the order of its rows, and each orientation in them changes its sign.
     */
    OrientedKeypoints mirrored() {
        float[] mirrored = points.clone();
        for (int i = 0; i < points.length; i += FIELDS) {
            mirrored[i] = width - 1 - points[i];
            mirrored[i + 3] = (float) Math.PI - points[i + 3];
        }
        byte[] permuted = new byte[descriptors.length];
        for (int i = 0; i < permuted.length; i++) {
            int row = i / (CELLS * ORIENTATIONS) % CELLS;
            int column = i / ORIENTATIONS % CELLS;
            int orientation = i % ORIENTATIONS;
            int from =
                    ((CELLS - 1 - row) * CELLS + column) * ORIENTATIONS + (ORIENTATIONS - orientation) % ORIENTATIONS;
            permuted[i] = descriptors[i / LENGTH * LENGTH + from];
        }
        return new OrientedKeypoints(width, height, mirrored, permuted);
    }
}
