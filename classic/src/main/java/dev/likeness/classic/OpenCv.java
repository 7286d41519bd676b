package dev.likeness.classic;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The conventions by which this project calls OpenCV.
 *
 * <p>Matrices are native memory. Open one {@link PointerScope} for each picture or pair: it frees all matrices that were
 * made inside it. OpenCV runs on the caller's thread only, because the pictures are small; callers may use several threads.
 */
final class OpenCv {
    static {
        opencv_core.setNumThreads(1);
        opencv_core.setUseOpenCL(false);
        openblas_nolapack.blas_set_num_threads(1);
    }

    private OpenCv() {}

    /** Loads OpenCV at the first call. A measure calls this when it is opened. */
    static void load() {
        // the static block does the work
    }

    /** A matrix of bytes, which the current scope frees. */
    static Mat bytes(byte[] values, int height, int width, int channels) {
        requireLength(values.length, height * width * channels);
        return new Mat(height, width, opencv_core.CV_8UC(channels), new BytePointer(values));
    }

    /** A matrix of floats, which the current scope frees. */
    static Mat floats(float[] values, int height, int width) {
        requireLength(values.length, height * width);
        return new Mat(height, width, opencv_core.CV_32F, new FloatPointer(values));
    }

    /** OpenCV would read past the end of an array that is too short, such as that of a forged code. */
    private static void requireLength(int found, int wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException(
                    "a matrix of " + wanted + " numbers cannot be made of " + found + "; encode the picture again");
        }
    }

    /** The numbers of a matrix of floats, row by row. */
    static float[] floats(Mat matrix) {
        float[] values = new float[Math.toIntExact(matrix.total()) * matrix.channels()];
        new FloatPointer(matrix.data()).get(values);
        return values;
    }

    /** The unsigned bytes of a matrix as numbers, row by row. */
    static float[] bytes(Mat matrix) {
        byte[] values = new byte[Math.toIntExact(matrix.total()) * matrix.channels()];
        matrix.data().get(values);
        return Pixels.numbers(values);
    }
}
