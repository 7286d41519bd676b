package dev.likeness.train;

import dev.likeness.data.SeededRandom;
import dev.likeness.error.InputException;
import dev.likeness.measure.Side;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.engine.AdamW;
import dev.likeness.train.engine.Bfloat16;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Network.Encoded;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipe.Schedule;
import dev.likeness.train.sampling.Batch;
import dev.likeness.train.sampling.Negatives;
import dev.likeness.train.target.LearnedTemperature;
import dev.likeness.train.target.Target;
import dev.likeness.train.target.Targets;
import dev.likeness.train.target.Temperature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Computes training steps: forward, loss, backward, update. Not thread-safe: use it on the thread that trains. */
final class Stepper implements AutoCloseable {
    private final Network network;
    private final PictureShape shape;
    private final Schedule schedule;
    private final Target target;
    private final Temperature temperature;
    private final double margin;
    private final List<Negatives.Choice> negatives;
    private final long seed;
    private final Weights weights;
    private final Weights average;
    private final AdamW optimiser;
    private final boolean mixed;

    Stepper(Network network, PictureShape shape, Recipe recipe, long seed) {
        this.network = network;
        this.shape = shape;
        this.schedule = recipe.schedule();
        this.target = Targets.sum(recipe.objective().target());
        this.margin = recipe.objective().margin();
        this.negatives =
                recipe.objective().negatives().stream().map(Negatives::named).toList();
        this.seed = seed;
        List<Parameter> parameters = new ArrayList<>(network.parameters());
        double divisor = recipe.objective().temperature();
        boolean learned = recipe.objective().learnTemperature();
        if (learned) {
            parameters.add(LearnedTemperature.PARAMETER);
        }
        Map<Parameter, Double> rates = rates(network, schedule);
        this.weights = new Weights(parameters, rates, seed);
        this.average = new Weights(parameters, rates, seed);
        this.temperature = learned ? LearnedTemperature.of(weights, divisor) : Temperature.constant(divisor);
        this.optimiser = new AdamW(weights, schedule.weightDecay());
        this.mixed = isMixed(schedule);
    }

    private static boolean isMixed(Schedule schedule) {
        return schedule.precision().equals("auto")
                ? Bfloat16.isNative()
                : schedule.precision().equals("mixed");
    }

    /** The shares of the learning rate that differ from 1. */
    private static Map<Parameter, Double> rates(Network network, Schedule schedule) {
        Map<Parameter, Double> shares = new HashMap<>();
        network.towerParameters().forEach(parameter -> shares.put(parameter, schedule.towerRate()));
        List<Parameter> frozen = switch (schedule.frozen()) {
            case "tower" -> network.towerParameters();
            case "encoder" -> network.encoderParameters();
            default -> List.of();
        };
        frozen.forEach(parameter -> shares.put(parameter, 0.0));
        return shares;
    }

    Weights weights() {
        return weights;
    }

    /** The weights averaged over the steps. Validation and export use these. */
    Weights average() {
        return average;
    }

    AdamW optimiser() {
        return optimiser;
    }

    /**
     * Computes one step.
     *
     * @param step its number, from 1
     * @param plan the number of steps of the whole run; it may be unknown within the warm-up
     * @return the loss before the update
     */
    double step(Batch batch, long step, StepPlan plan) {
        double loss;
        try (PointerScope scope = new PointerScope()) {
            Tensor value = loss(batch, step);
            requireGradient(value);
            value.backward();
            loss = value.item_float();
        }
        optimiser.step(step, rate(step, plan));
        double kept = Math.min(
                schedule.average(),
                step / (step + 10.0)); // averages over few steps at first, to forget the initial weights
        average.approach(weights, 1 - kept);
        return loss;
    }

    /** Checks that a target depends on trained weights: one from another jar may depend on the embeddings alone. */
    private void requireGradient(Tensor loss) {
        if (!loss.requires_grad()) {
            throw new InputException("recipe: with schedule.frozen '" + schedule.frozen() + "', no target of the recipe"
                    + " depends on the weights that are trained; add a target on pair scores, such as cross-entropy");
        }
    }

    /**
     * The learning rate. It rises linearly over the warm-up, independently of the length of the run, then falls along a
     * cosine to 0 (Loshchilov and Hutter 2017).
     */
    double rate(long step, StepPlan plan) {
        long warmUp = schedule.warmUp();
        if (step <= warmUp) {
            return schedule.learningRate() * step / warmUp;
        }
        return schedule.learningRate() * 0.5 * (1 + Math.cos(Math.PI * plan.share(step, warmUp)));
    }

    private Tensor loss(Batch batch, long step) {
        int n = batch.matches();
        Sides sides = encode(batch);
        TorchFeatures firsts = sides.embeddingA; //                      [N+M,D]
        TorchFeatures seconds = sides.embeddingB; //                     [N+M,D]
        Tensor first = firsts.value().narrow(0, 0, n); //                [N,D]
        Tensor second = seconds.value().narrow(0, 0, n); //              [N,D]
        Pairs pairs = pairs(batch, first, second, step);
        var a = new Encoded<>(firsts, sides.preparedA.rows(pairs.a)); // [P,K,h,w]
        var b = new Encoded<>(seconds, sides.preparedB.rows(shifted(pairs.b, sides.firstOfB)));
        Tensor scores = Network.score(network.map(a, b)).value(); //     [P]
        Tensor matches = scores.narrow(0, 0, n);
        Tensor nonMatches = scores.narrow(0, n, pairs.a.length - n);
        return target.loss(
                new Target.Scored(matches, nonMatches, batch.declaredNonMatches(), first, second, temperature, margin));
    }

    /**
     * The encoded first pictures of all pairs, and the encoded second pictures.
     *
     * @param preparedA has the first pictures in its first rows
     * @param firstOfB the row of {@code preparedB} with the first of the second pictures. If one network encodes both sides, both are
     *     the same map, as slices of it would make two gradients of its size
     */
    private record Sides(
            TorchFeatures embeddingA,
            TorchFeatures embeddingB,
            TorchFeatures preparedA,
            TorchFeatures preparedB,
            int firstOfB) {}

    /** Encodes both sides, in one pass if one network encodes both. */
    private Sides encode(Batch batch) {
        int half = batch.pictures() / 2;
        long[] dimensions = {batch.pictures(), shape.height(), shape.width(), shape.channels()};
        TorchFeatures floats = TorchFeatures.pixels(batch.pixels(), dimensions, weights, true); // [2N+2M,c,H,W]
        TorchFeatures pixels = mixed ? floats.inMixedPrecision() : floats;
        if (network.sidesDiffer()) {
            Encoded<TorchFeatures> a = network.encode(pixels.rows(0, half), Side.A);
            Encoded<TorchFeatures> b = network.encode(pixels.rows(half, half), Side.B);
            return new Sides(a.embedding(), b.embedding(), a.prepared(), b.prepared(), 0);
        }
        Encoded<TorchFeatures> both = network.encode(pixels, Side.A);
        TorchFeatures embedding = both.embedding();
        return new Sides(embedding.rows(0, half), embedding.rows(half, half), both.prepared(), both.prepared(), half);
    }

    private static long[] shifted(long[] rows, int by) {
        return Arrays.stream(rows).map(row -> row + by).toArray();
    }

    /** The rows of the pairs: N matches, N negatives for each choice of negatives, then the declared non-matches. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one step
    private record Pairs(long[] a, long[] b) {}

    private Pairs pairs(Batch batch, Tensor first, Tensor second, long step) {
        int n = batch.matches();
        float[][] cosines =
                square(Torch.read(first.detach().matmul(second.detach().t())), n); // [N,N]
        List<long[]> rows = new ArrayList<>();
        IntStream.range(0, n).forEach(i -> rows.add(new long[] {i, i}));
        for (int kind = 0; kind < negatives.size(); kind++) {
            Random random = SeededRandom.of(seed, 3, step, kind);
            int[] partner = negatives.get(kind).choose(cosines, random);
            IntStream.range(0, n).forEach(i -> rows.add(new long[] {i, partner[i]}));
        }
        int m = batch.declaredNonMatches();
        IntStream.range(0, m).forEach(i -> rows.add(new long[] {n + i, n + i}));
        return new Pairs(
                rows.stream().mapToLong(row -> row[0]).toArray(),
                rows.stream().mapToLong(row -> row[1]).toArray());
    }

    private static float[][] square(float[] values, int n) {
        float[][] rows = new float[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(values, i * n, rows[i], 0, n);
        }
        return rows;
    }

    @Override
    public void close() {
        optimiser.close();
        average.close();
        weights.close();
    }
}
