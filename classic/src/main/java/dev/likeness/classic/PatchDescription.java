package dev.likeness.classic;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPoint;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.Feature2D;

/**
 * Describes a whole picture as one patch. The picture is stretched to the patch of the descriptor, and one keypoint is
 * placed so that the descriptor samples each pixel exactly once: with a scale factor of 1, the size of a keypoint is the
 * side of its patch, in pixels of the picture.
 *
 * @param side the side of the descriptor's patch, in pixels
 * @param centre the position that the descriptor uses as the centre of a picture of that side
 */
record PatchDescription(int side, float centre) {
    /** No direction, so that the patch is not rotated. */
    private static final float UPRIGHT = -1;

    /** The scale factor for creating descriptors. */
    static final float SCALE_FACTOR = 1;

    /** The descriptor of the picture: its numbers, or its bits, eight in each number. */
    float[] of(Picture picture, Feature2D descriptor) {
        byte[] grey = Resizer.area(picture, new PictureShape(side, side, 1));
        try (PointerScope scope = new PointerScope()) {
            Mat description = new Mat(); // [1,D]
            KeyPoint whole = new KeyPoint(centre, centre, side, UPRIGHT, 0, 0, -1);
            descriptor.compute(OpenCv.bytes(grey, side, side, 1), new KeyPointVector(whole), description);
            return description.elemSize1() == 1 ? OpenCv.bytes(description) : OpenCv.floats(description);
        }
    }
}
