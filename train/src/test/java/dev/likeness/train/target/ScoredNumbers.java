package dev.likeness.train.target;

import dev.likeness.train.target.Target.Scored;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The scores of a step as plain numbers, for loops and for {@link Scored}. */
@SuppressWarnings("ArrayRecordComponent") // finite differences write into them
record ScoredNumbers(
        double[] matches,
        double[] nonMatches,
        int declaredNonMatches,
        double[] first,
        double[] second,
        double temperature,
        double margin) {
    private static final int D = 4;

    /** Random scores around 0 and unit embeddings, temperature 0.2, margin 0.8. */
    static ScoredNumbers random(int n, int kinds, int declaredNonMatches) {
        Random random = new Random(100L * n + 10L * kinds + declaredNonMatches);
        return new ScoredNumbers(
                numbers(n, random),
                numbers(kinds * n + declaredNonMatches, random),
                declaredNonMatches,
                unit(numbers(n * D, random)),
                unit(numbers(n * D, random)),
                0.2,
                0.8);
    }

    /** Given scores, with the embedding {@code (1)} for every picture. */
    static ScoredNumbers ofScores(double margin, double[] matches, double[] nonMatches, int declaredNonMatches) {
        double[] ones = new double[matches.length];
        Arrays.fill(ones, 1);
        return new ScoredNumbers(matches, nonMatches, declaredNonMatches, ones, ones, 1, margin);
    }

    int n() {
        return matches.length;
    }

    int kinds() {
        return (nonMatches.length - declaredNonMatches) / n();
    }

    /** The score of the first picture of match i with one of its negatives. */
    double negative(int kind, int i) {
        return nonMatches[kind * n() + i];
    }

    /** The cosine of first picture i and second picture j. */
    double cosine(int i, int j) {
        int d = first.length / n();
        double sum = 0;
        for (int k = 0; k < d; k++) {
            sum += first[i * d + k] * second[j * d + k];
        }
        return sum;
    }

    /** The same numbers with a constant added to every match or every non-match. */
    ScoredNumbers moved(double byMatches, double byNonMatches) {
        return new ScoredNumbers(
                plus(matches, byMatches),
                plus(nonMatches, byNonMatches),
                declaredNonMatches,
                first,
                second,
                temperature,
                margin);
    }

    /** Tensors that collect gradients, of 64-bit or 32-bit floats. */
    Scored tensors(torch.ScalarType type) {
        long d = first.length / n();
        return new Scored(
                leaf(type, matches, n()),
                leaf(type, nonMatches, nonMatches.length),
                declaredNonMatches,
                leaf(type, first, n(), d),
                leaf(type, second, n(), d),
                Temperature.constant(temperature),
                margin);
    }

    private static Tensor leaf(torch.ScalarType type, double[] values, long... shape) {
        try (DoublePointer pointer = new DoublePointer(values)) {
            return torch.from_blob(pointer, shape, new TensorOptions(torch.ScalarType.Double))
                    .clone()
                    .toType(type)
                    .set_requires_grad(true);
        }
    }

    /** The gradient of a tensor; zeros if it has none. */
    static double[] gradient(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        if (tensor.grad().defined()) {
            Tensor plain = tensor.grad().toType(torch.ScalarType.Double).contiguous();
            plain.data_ptr_double().get(values);
        }
        return values;
    }

    private static double[] plus(double[] values, double by) {
        return Arrays.stream(values).map(value -> value + by).toArray();
    }

    private static double[] numbers(int count, Random random) {
        return random.doubles(count, -2, 2).toArray();
    }

    private static double[] unit(double[] rows) {
        for (int row = 0; row < rows.length; row += D) {
            double sum = 0;
            for (int d = 0; d < D; d++) {
                sum += rows[row + d] * rows[row + d];
            }
            for (int d = 0; d < D; d++) {
                rows[row + d] /= Math.sqrt(sum);
            }
        }
        return rows;
    }
}
