package dev.likeness.train;

import dev.likeness.data.SeededRandom;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.sampling.Batch;

/**
 * The steps of a training without its data: one batch of random pictures again and again. It measures the network's part of
 * the time alone. {@link TrainingSpeed} measures it together with loading and altering pictures. For one thread.
 */
public final class NetworkSteps implements AutoCloseable {
    private final Stepper stepper;
    private final Batch batch;
    private long step;

    /**
     * A training that is about to start.
     *
     * @param shape of the network's input
     * @param threads of the training engine, at least 1
     */
    public NetworkSteps(Recipe recipe, PictureShape shape, int threads) {
        Torch.threads(threads);
        int identities = recipe.schedule().identities();
        byte[] pixels = new byte[2 * identities * shape.bytes()];
        SeededRandom.of(1).nextBytes(pixels);
        batch = new Batch(pixels, identities, 0);
        stepper = new Stepper(Networks.build(recipe.design(), shape), shape, recipe, 1);
    }

    /**
     * Computes one step: forward, loss, backward, update and average.
     *
     * @return the loss before the update
     */
    public double next() {
        step++;
        return stepper.step(batch, step, StepPlan.ENDLESS);
    }

    @Override
    public void close() {
        stepper.close();
    }
}
