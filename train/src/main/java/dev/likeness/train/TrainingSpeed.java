package dev.likeness.train;

import dev.likeness.train.engine.Torch;
import dev.likeness.train.network.Network;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.sampling.BatchLoader;

/** How fast a recipe trains here and now, batches and their alterations included; what it learns is thrown away. */
public final class TrainingSpeed {
    /** Steps until libtorch has made itself at home. */
    private static final int WARM_UP = 5;

    private static final int LEAST = 5;

    private TrainingSpeed() {}

    /**
     * Pictures per second, each as often as it comes: the mean over whole steps.
     *
     * @param data loaded with this recipe, or one that differs in design and objective only
     * @param seconds about how long to measure, after the warm-up
     */
    public static double picturesPerSecond(TrainingData data, Recipe recipe, int threads, double seconds)
            throws InterruptedException {
        Torch.threads(threads);
        Network network = Networks.build(recipe.design(), data.shape());
        try (Stepper stepper = new Stepper(network, data.shape(), recipe, 1);
                BatchLoader loader = data.loader(recipe, 1)) {
            long step = 0;
            while (step < WARM_UP) {
                step++;
                stepper.step(loader.take(step), step, Long.MAX_VALUE);
            }
            long began = System.nanoTime();
            while (step < WARM_UP + LEAST || System.nanoTime() - began < seconds * 1e9) {
                step++;
                stepper.step(loader.take(step), step, Long.MAX_VALUE);
            }
            return (step - WARM_UP) * loader.batchPictures() / ((System.nanoTime() - began) / 1e9);
        }
    }
}
