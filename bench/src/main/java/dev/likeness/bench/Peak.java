package dev.likeness.bench;

import dev.likeness.train.engine.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * What the machine can do at most: a large convolution, and reading a large array. The matrix products of OpenBLAS and PyTorch reach
 * less than half of the convolution on some processors with AVX-512, for which they have no kernels.
 */
final class Peak {
    private static final int MAPS = 64;
    private static final int CHANNELS = 256;
    private static final int SIDE = 16;
    private static final int REPEATS = 12;
    private static final int NUMBERS = 1 << 25;

    private Peak() {}

    /** GFLOP/s of a 3x3 convolution of {@value #CHANNELS} channels, the best of several: oneDNN computes it near the peak. */
    static double gigaflops(int threads) {
        Torch.threads(threads);
        long[] stride = {1, 1};
        long[] padding = {0, 0};
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            Tensor maps = torch.rand(MAPS, CHANNELS, SIDE, SIDE).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor kernel = torch.rand(CHANNELS, CHANNELS, 3, 3).contiguous(torch.MemoryFormat.ChannelsLast);
            double best = fastest(() -> torch.conv2d(maps, kernel, new TensorOptional(), stride, padding, stride, 1)
                    .close());
            double outputs = (double) MAPS * CHANNELS * (SIDE - 2) * (SIDE - 2);
            return 2 * outputs * CHANNELS * 9 / best / 1e9;
        }
    }

    /** GB/s of reading an array for each thread, the best of several. */
    static double gigabytes(int threads) {
        List<int[]> arrays = new ArrayList<>();
        IntStream.range(0, threads).forEach(i -> arrays.add(new int[NUMBERS]));
        int[] sums = new int[threads];
        double best = fastest(() -> IntStream.range(0, threads).parallel().forEach(i -> sums[i] = sum(arrays.get(i))));
        return 4.0 * NUMBERS * threads / best / 1e9 + 0 * sums[0];
    }

    /** Sums of integers may be reordered, so the compiler reads them with vector instructions. */
    private static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }

    private static double fastest(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REPEATS; i++) {
            long began = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - began) / 1e9);
        }
        return best;
    }
}
