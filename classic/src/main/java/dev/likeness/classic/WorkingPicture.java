package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A grey picture at the size at which keypoints are detected: its longer side has 256 pixels, its shorter side has pixels
 * in proportion, but at least 64. Large pictures are shrunk by averaging. Small ones are enlarged by cubic interpolation,
 * because sharp edges of pixels would become keypoints.
 *
 * @param grey {@code [height,width]} flattened, unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // used in this package only, and never compared
record WorkingPicture(int width, int height, byte[] grey) {
    private static final int LONGER = 256;
    private static final int SHORTEST = 64;

    static WorkingPicture of(Picture picture) {
        return of(picture, LONGER);
    }

    /** The same with another longer side, in pixels. */
    static WorkingPicture of(Picture picture, int longer) {
        double scale = (double) longer / Math.max(picture.width(), picture.height());
        int width = Math.max(SHORTEST, (int) Math.round(scale * picture.width()));
        int height = Math.max(SHORTEST, (int) Math.round(scale * picture.height()));
        PictureShape shrunk = new PictureShape(Math.min(width, picture.width()), Math.min(height, picture.height()), 1);
        byte[] grey = Resizer.area(picture, shrunk);
        if (shrunk.width() < width || shrunk.height() < height) {
            grey = grown(grey, shrunk, new PictureShape(width, height, 1));
        }
        return new WorkingPicture(width, height, grey);
    }

    private static byte[] grown(byte[] grey, PictureShape from, PictureShape to) {
        byte[] grown = new byte[to.bytes()];
        try (PointerScope scope = new PointerScope()) {
            Mat out = new Mat();
            Size size = new Size(to.width(), to.height());
            resize(OpenCv.bytes(grey, from.height(), from.width(), 1), out, size, 0, 0, INTER_CUBIC);
            out.data().get(grown);
        }
        return grown;
    }

    /** The picture as a matrix, which the current scope frees. */
    Mat matrix() {
        return OpenCv.bytes(grey, height, width, 1);
    }
}
