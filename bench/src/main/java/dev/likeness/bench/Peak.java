package dev.likeness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** What the machine can do at most: the product of two large matrices, and reading a large array. */
final class Peak {
    private static final int SIDE = 2048;
    private static final int REPEATS = 12;
    private static final int NUMBERS = 1 << 25;

    private Peak() {}

    /** GFLOP/s of a product of two matrices of {@value #SIDE} x {@value #SIDE} floats, the best of several. */
    static double gigaflops(int threads) {
        openblas_nolapack.blas_set_num_threads(threads);
        try (FloatPointer a = random();
                FloatPointer b = random();
                FloatPointer c = new FloatPointer((long) SIDE * SIDE)) {
            double best = fastest(() -> openblas_nolapack.cblas_sgemm(
                    openblas_nolapack.CblasRowMajor,
                    openblas_nolapack.CblasNoTrans,
                    openblas_nolapack.CblasNoTrans,
                    SIDE,
                    SIDE,
                    SIDE,
                    1f,
                    a,
                    SIDE,
                    b,
                    SIDE,
                    0f,
                    c,
                    SIDE));
            return 2.0 * SIDE * SIDE * SIDE / best / 1e9;
        }
    }

    private static FloatPointer random() {
        float[] values = new float[SIDE * SIDE];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new FloatPointer(values);
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
