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
 * How this project runs libtorch.
 *
 * <p>Tensors are native memory: open one {@link PointerScope} for each step, and all that was made within it is freed
 * at its end. What has to outlive the step is made outside of any scope.
 */
public final class Torch {
    private Torch() {}

    /**
     * Sets the number of threads, for the whole process. OpenBLAS is kept to one: its own pool fights OpenMP's, and work
     * on small batches ran 6 to 12 times faster without it.
     *
     * @param threads at least 1; results are repeated bit for bit only at the same number
     */
    public static void threads(int threads) {
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(1);
    }

    /** The release of libtorch's preset, such as {@code 2.10.0-1.5.13}. */
    public static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of libtorch's preset says its version", e);
        }
    }

    /** A tensor of 32-bit floats with a memory of its own. */
    public static Tensor floats(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            return torch.from_blob(pointer, shape).clone();
        }
    }

    /** A tensor of 64-bit integers with a memory of its own. */
    public static Tensor longs(long... values) {
        try (LongPointer pointer = new LongPointer(values)) {
            return torch.from_blob(pointer, new long[] {values.length}, new TensorOptions(torch.ScalarType.Long))
                    .clone();
        }
    }

    /** A tensor of bytes with a memory of its own. */
    public static Tensor bytes(byte[] values, long... shape) {
        try (BytePointer pointer = new BytePointer(values)) {
            return torch.from_blob(pointer, shape, new TensorOptions(torch.ScalarType.Byte))
                    .clone();
        }
    }

    /** The numbers of a tensor in the order of its dimensions, whatever its layout in memory. */
    public static float[] read(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor plain = tensor.detach().contiguous();
            float[] values = new float[Math.toIntExact(plain.numel())];
            plain.data_ptr_float().get(values);
            return values;
        }
    }
}
