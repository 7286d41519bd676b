package dev.likeness.bench;

import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
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

/** One code against many. */
@State(Scope.Thread)
public class ManyBenchmark {
    private static final int PICTURES = 500;

    /** The model's folder. */
    @Param("")
    public String model = "";

    /** The number of codes. */
    @Param("10000")
    public int count;

    private LearnedMeasure measure;
    private CodeBlock block;
    private List<Code> query;

    /** Opens the model, and encodes pictures of noise; each code is in the block several times. */
    @Setup
    public void open() {
        measure = LearnedMeasure.open(ModelFiles.at(Path.of(model)));
        PictureShape shape = measure.card().input();
        Random random = new Random(1);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < Math.min(count, PICTURES); i++) {
            byte[] rgb = new byte[3 * shape.width() * shape.height()];
            random.nextBytes(rgb);
            pictures.add(new Picture(shape.width(), shape.height(), rgb));
        }
        List<Code> known = measure.encode(pictures, Side.A);
        List<Code> codes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            codes.add(known.get(i % known.size()));
        }
        query = known.subList(0, 1);
        block = measure.block(codes, Side.B);
    }

    /** Compares. */
    @Benchmark
    public double[][] compare() {
        return block.compare(query);
    }

    /** Closes the block and the model. */
    @TearDown
    public void close() {
        block.close();
        measure.close();
    }
}
