package dev.likeness.train;

import dev.likeness.train.engine.Torch;
import dev.likeness.train.network.Network;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.sampling.BatchLoader;

/** Measures how fast a recipe trains on this machine, including loading and altering pictures. The weights are discarded. */
public final class TrainingSpeed {
    /** Steps that are not timed: libtorch allocates memory and chooses kernels in the first ones. */
    private static final int WARM_UP_STEPS = 5;

    private static final int MIN_TIMED_STEPS = 5;

    private TrainingSpeed() {}

    /**
     * Pictures per second, a mean over whole steps. A picture counts once for each batch that it is in.
     *
     * @param data loaded with this recipe, or with one that differs only in design and objective
     * @param seconds approximate duration of the measurement, after the warm-up
     */
    public static double picturesPerSecond(TrainingData data, Recipe recipe, int threads, double seconds)
            throws InterruptedException {
        Torch.threads(threads);
        Network network = Networks.build(recipe.design(), data.shape());
        try (Stepper stepper = new Stepper(network, data.shape(), recipe, 1);
                BatchLoader loader = data.loader(recipe, 1, threads)) {
            long step = 0;
            while (step < WARM_UP_STEPS) {
                step++;
                stepper.step(loader.take(step), step, StepPlan.ENDLESS);
            }
            long began = System.nanoTime();
            while (step < WARM_UP_STEPS + MIN_TIMED_STEPS || System.nanoTime() - began < seconds * 1e9) {
                step++;
                stepper.step(loader.take(step), step, StepPlan.ENDLESS);
            }
            return (step - WARM_UP_STEPS) * loader.batchPictures() / ((System.nanoTime() - began) / 1e9);
        }
    }
}
