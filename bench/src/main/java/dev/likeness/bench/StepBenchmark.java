package dev.likeness.bench;

import dev.likeness.picture.PictureShape;
import dev.likeness.train.NetworkSteps;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One training step of a network: forward, loss, backward, update. */
@State(Scope.Thread)
public class StepBenchmark {
    /** The recipe's file. */
    @Param("")
    public String recipe = "";

    @Param("float")
    public String precision = "";

    @Param("2")
    public int threads;

    private NetworkSteps steps;

    /** Builds the network. */
    @Setup
    public void build() {
        Recipe read = Recipes.read(Path.of(recipe))
                .with("schedule", "precision", precision)
                .toRecipe();
        int size = read.input().size();
        steps = new NetworkSteps(
                read, new PictureShape(size, size, read.input().channels().equals("grey") ? 1 : 3), threads);
    }

    /** Computes a step. */
    @Benchmark
    public double step() {
        return steps.next();
    }

    /** Frees the network. */
    @TearDown
    public void close() {
        steps.close();
    }
}
