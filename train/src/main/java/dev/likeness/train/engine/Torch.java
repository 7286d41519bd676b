package dev.likeness.train.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The conventions by which this project calls libtorch.
 *
 * <p>Tensors are native memory. Open one {@link PointerScope} for each step: it frees all tensors that were made inside it.
 * Make tensors that outlive the step outside of any scope.
 */
public final class Torch {
    private Torch() {}

    /**
     * Sets the number of threads of the whole process. OpenBLAS gets one thread: its pool competes with that of OpenMP, and
     * small batches ran 6 to 12 times faster without it.
     *
     * @param threads at least 1; results are bit-identical only with the same number
     */
    public static void threads(int threads) {
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(1);
    }

    /** The version of the JavaCPP preset of libtorch, such as {@code 2.10.0-1.5.13}. */
    public static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of the preset names its version", e);
        }
    }

    /** A tensor of 32-bit floats with its own memory. */
    public static Tensor floats(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            return torch.from_blob(pointer, shape).clone();
        }
    }

    /** A tensor of 64-bit integers with its own memory. */
    public static Tensor longs(long... values) {
        try (LongPointer pointer = new LongPointer(values)) {
            return torch.from_blob(pointer, new long[] {values.length}, new TensorOptions(torch.ScalarType.Long))
                    .clone();
        }
    }

    /** A tensor of bytes with its own memory. */
    public static Tensor bytes(byte[] values, long... shape) {
        try (BytePointer pointer = new BytePointer(values)) {
            return torch.from_blob(pointer, shape, new TensorOptions(torch.ScalarType.Byte))
                    .clone();
        }
    }

    /** The numbers of a tensor in the order of its dimensions, independent of its layout in memory. */
    public static float[] read(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor plain = tensor.detach().contiguous();
            float[] values = new float[Math.toIntExact(plain.numel())];
            plain.data_ptr_float().get(values);
            return values;
        }
    }
}
