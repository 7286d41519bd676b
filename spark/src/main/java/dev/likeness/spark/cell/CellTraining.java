package dev.likeness.spark.cell;

import dev.likeness.measure.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the centres of cells: k-means (Lloyd 1982, seeds by Bahmani et al. 2012) on a sample of the embeddings, with about the
 * square root of n cells for n pictures. A cell that is much larger than the others is divided by k-means again.
 */
public final class CellTraining {
    /** Up to this number of pictures all are compared with all. */
    private static final int WHOLE = 2_000;

    /**
     * Cells for each square root of n. Fewer and larger cells miss fewer pairs; n k comparisons with centres and 2 n^2 / k
     * inside of cells are about n^1.5 in any case.
     */
    private static final double CELLS_PER_ROOT = 0.5;

    private static final int SAMPLES_PER_CELL = 64;
    private static final int ITERATIONS = 10;
    private static final long SEED = 1;

    /** Cells of so many times the mean size are divided. */
    private static final double SKEW = 4;

    private static final int ROUNDS = 4;

    private final SparkSession spark;
    private final JavaRDD<CellMember> pictures;
    private final long count;

    /**
     * @param pictures should be persisted, as they are read several times
     * @param count their number
     */
    public CellTraining(SparkSession spark, JavaRDD<CellMember> pictures, long count) {
        this.spark = spark;
        this.pictures = pictures;
        this.count = count;
    }

    /** The number of cells that is chosen for n pictures. */
    public static int cellsFor(long n) {
        return n <= WHOLE ? 1 : (int) Math.max(4, Math.round(CELLS_PER_ROOT * Math.sqrt(n)));
    }

    /**
     * The cells and their sizes.
     *
     * @param cells the number of cells before large ones are divided; 1 compares all with all
     */
    public Cells train(int cells) {
        if (cells <= 1) {
            return new Cells(CellBook.whole(), Map.of(0L, count), 0);
        }
        CellBook book = CellBook.around(centres(units(pictures, sampleOf(cells)), cells));
        int divided = 0;
        Map<Long, Long> sizes = sizes(book);
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, List<float[]>> smaller = divide(book, tooLarge(sizes, book));
            if (smaller.isEmpty()) {
                break;
            }
            divided += smaller.size();
            book = book.replacing(smaller);
            sizes = sizes(book);
        }
        Map<Integer, Long> left = tooLarge(sizes, book);
        if (!left.isEmpty()) { // pictures with nearly the same embedding: no centre tells them apart
            double most = SKEW * mean(book);
            Map<Integer, Integer> cuts = new HashMap<>();
            left.forEach((cell, size) -> cuts.put(cell, (int) Math.ceil(size / most)));
            book = book.cutting(cuts);
            sizes = sizes(book);
        }
        return new Cells(book, sizes, divided);
    }

    /** The same cells with the sizes that they have for other pictures. */
    public static Cells counted(Cells cells, JavaRDD<CellMember> pictures) {
        return new Cells(cells.book(), sizesOf(pictures, cells.book()), cells.divided());
    }

    private double sampleOf(int cells) {
        return Math.min(1, (double) SAMPLES_PER_CELL * cells / count);
    }

    private double mean(CellBook book) {
        return 2.0 * count / book.size();
    }

    private Map<Integer, Long> tooLarge(Map<Long, Long> sizes, CellBook book) {
        double most = SKEW * mean(book);
        Map<Integer, Long> large = new HashMap<>();
        CellBook.byCentre(sizes).forEach((cell, size) -> {
            if (size > most) {
                large.put(cell, size);
            }
        });
        return large;
    }

    private static Map<Long, Long> sizesOf(JavaRDD<CellMember> pictures, CellBook book) {
        return new HashMap<>(pictures.flatMap(
                        picture -> Arrays.stream(book.cells(unit(picture), picture.position()))
                                .boxed()
                                .iterator())
                .countByValue());
    }

    private Map<Long, Long> sizes(CellBook book) {
        return sizesOf(pictures, book);
    }

    /** Centres inside of each large cell; none for a cell whose pictures cannot be divided. */
    private Map<Integer, List<float[]>> divide(CellBook book, Map<Integer, Long> large) {
        Map<Integer, List<float[]>> smaller = new HashMap<>();
        large.forEach((cell, size) -> {
            int pieces = (int) Math.max(2, Math.round(size / mean(book)));
            JavaRDD<CellMember> inside = pictures.filter(picture -> book.nearestTwo(unit(picture))[0] == cell);
            double share = Math.min(1, 2.0 * SAMPLES_PER_CELL * pieces / size);
            List<float[]> centres = centres(units(inside, share), pieces);
            if (centres.size() > 1) {
                smaller.put(cell, centres);
            }
        });
        return smaller;
    }

    private static float[] unit(CellMember picture) {
        return UnitEmbedding.of(Code.fromBytes(picture.code()));
    }

    private static JavaRDD<Row> units(JavaRDD<CellMember> pictures, double share) {
        JavaRDD<CellMember> sample = share >= 1 ? pictures : pictures.sample(false, share, SEED);
        return sample.map(picture -> {
            float[] unit = unit(picture);
            double[] wide = new double[unit.length];
            for (int d = 0; d < wide.length; d++) {
                wide[d] = unit[d];
            }
            return RowFactory.create(Vectors.dense(wide));
        });
    }

    /** Different centres of unit length; may be fewer than wanted. */
    private List<float[]> centres(JavaRDD<Row> sample, int cells) {
        Dataset<Row> vectors = spark.createDataFrame(
                        sample, new StructType().add("features", SQLDataTypes.VectorType(), false))
                .persist();
        try {
            KMeansModel model = new KMeans()
                    .setK(cells)
                    .setMaxIter(ITERATIONS)
                    .setSeed(SEED)
                    .fit(vectors);
            List<float[]> centres = new ArrayList<>();
            for (Vector centre : model.clusterCenters()) {
                float[] unit = normalised(centre.toArray());
                if (centres.stream().noneMatch(other -> Arrays.equals(other, unit))) {
                    centres.add(unit);
                }
            }
            return centres;
        } finally {
            vectors.unpersist();
        }
    }

    private static float[] normalised(double[] centre) {
        double length = Math.sqrt(Arrays.stream(centre).map(x -> x * x).sum());
        float[] unit = new float[centre.length];
        for (int d = 0; d < unit.length && length > 0; d++) {
            unit[d] = (float) (centre[d] / length);
        }
        return unit;
    }
}
