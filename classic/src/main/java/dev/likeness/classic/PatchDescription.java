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
 * placed so that the patch is the whole picture, upright.
 *
 * @param side the side of the descriptor's patch, in pixels
 * @param centre the position that the descriptor uses as the centre of a picture of that side
 * @param size of the keypoint, in pixels
 * @param upright the direction of the keypoint with which the descriptor does not rotate the patch
 */
record PatchDescription(int side, float centre, float size, float upright) {
    /** The scale factor for creating descriptors: with it, the size of a keypoint is the side of its patch. */
    static final float SCALE_FACTOR = 1;

    private static final float NO_DIRECTION = -1;

    /** For a descriptor with {@link #SCALE_FACTOR}: it samples each pixel exactly once. */
    static PatchDescription scaled(int side, float centre) {
        return new PatchDescription(side, centre, side, NO_DIRECTION);
    }

    /** The descriptor of the picture: its numbers, or its bits, eight in each number. */
    float[] of(Picture picture, Feature2D descriptor) {
        byte[] grey = Resizer.area(picture, new PictureShape(side, side, 1));
        try (PointerScope scope = new PointerScope()) {
            Mat description = new Mat(); // [1,D]
            KeyPoint whole = new KeyPoint(centre, centre, size, upright, 0, 0, -1);
            descriptor.compute(OpenCv.bytes(grey, side, side, 1), new KeyPointVector(whole), description);
            return description.elemSize1() == 1 ? OpenCv.bytes(description) : OpenCv.floats(description);
        }
    }
}
