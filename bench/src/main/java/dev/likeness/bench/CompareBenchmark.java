package dev.likeness.bench;

import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Pairs of decoded pictures, in the size of the network, to their scores. */
@State(Scope.Thread)
public class CompareBenchmark {
    /** The model's folder. */
    @Param("")
    public String model = "";

    /** The number of pairs. */
    @Param("1")
    public int pairs;

    private LearnedMeasure measure;
    private final List<Picture> pictures = new ArrayList<>();

    /** Opens the model and makes pictures. */
    @Setup
    public void open() {
        measure = LearnedMeasure.open(ModelFiles.at(Path.of(model)));
        PictureShape shape = measure.card().input();
        Random random = new Random(1);
        for (int i = 0; i < 2 * pairs; i++) {
            byte[] rgb = new byte[3 * shape.width() * shape.height()];
            random.nextBytes(rgb);
            pictures.add(new Picture(shape.width(), shape.height(), rgb));
        }
    }

    /** Encodes all pictures in one call, and compares the pairs in another. */
    @Benchmark
    public double[] compare() {
        if (pairs == 1) {
            return new double[] {measure.compare(pictures.get(0), pictures.get(1))};
        }
        List<Code> codes = measure.encode(pictures, Side.A);
        return measure.compare(codes.subList(0, pairs), codes.subList(pairs, 2 * pairs));
    }

    /** Closes the model. */
    @TearDown
    public void close() {
        measure.close();
    }
}
