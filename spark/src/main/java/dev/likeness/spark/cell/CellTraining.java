package dev.likeness.spark.cell;

import dev.likeness.measure.Code;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds the centres of cells: k-means by the cosine (Dhillon and Modha 2001) on a sample of the embeddings, with about half the
 * square root of n cells for n pictures. A cell that is much larger than the others is divided by k-means again. Samples and
 * first centres depend on the numbers of the pictures only, so that a repeated job has the same cells.
 *
 * <p>Spark's own k-means is not used: it calls a native BLAS, which crashes beside the one that comes with OpenCV
 * (docs/decisions/0020-spark.md).
 */
public final class CellTraining {
    /** Up to this number of pictures all are compared with all. */
    private static final int WHOLE = 2_000;

    /**
     * Cells for each square root of n. Fewer and larger cells miss fewer pairs; n k comparisons with centres and 4.5 n^2 / k
     * inside of cells (three cells for each picture) grow with n^1.5 in any case.
     */
    private static final double CELLS_PER_ROOT = 0.5;

    private static final int SAMPLES_PER_CELL = 64;
    private static final int ITERATIONS = 10;

    /** A cell that is larger than the mean size by this factor is divided. */
    private static final double SKEW = 4;

    private static final int ROUNDS = 4;

    private final JavaSparkContext context;
    private final JavaRDD<CellMember> pictures;
    private final long count;
    private double products;

    /**
     * @param pictures should be persisted, as they are read several times
     * @param count their number
     */
    public CellTraining(JavaSparkContext context, JavaRDD<CellMember> pictures, long count) {
        this.context = context;
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
            return new Cells(CellBook.whole(), Map.of(0L, count), 0, 0);
        }
        products = 0;
        CellBook book = CellBook.around(centres(units(pictures, sampleOf(cells)), cells, sampleOf(cells) * count));
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
        return new Cells(book, sizes, divided, Math.round(products + (double) count * book.size()));
    }

    /** The same cells with the sizes that they have for other pictures. */
    public static Cells counted(Cells cells, JavaRDD<CellMember> pictures) {
        return new Cells(cells.book(), sizesOf(pictures, cells.book()), cells.divided(), cells.productsWithCentres());
    }

    private double sampleOf(int cells) {
        return Math.min(1, (double) SAMPLES_PER_CELL * cells / count);
    }

    private double mean(CellBook book) {
        return (double) CellBook.PROBES * count / book.size();
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
        return new HashMap<>(pictures.flatMap(picture -> Arrays.stream(book.cells(unit(picture), picture.position()))
                        .boxed()
                        .iterator())
                .countByValue());
    }

    private Map<Long, Long> sizes(CellBook book) {
        products += (double) count * book.size();
        return sizesOf(pictures, book);
    }

    /** Centres inside of each large cell; none for a cell whose pictures cannot be divided. */
    private Map<Integer, List<float[]>> divide(CellBook book, Map<Integer, Long> large) {
        Map<Integer, List<float[]>> smaller = new HashMap<>();
        large.forEach((cell, size) -> {
            int pieces = (int) Math.max(2, Math.round(size / mean(book)));
            JavaRDD<CellMember> inside = pictures.filter(picture -> book.nearest(unit(picture)) == cell);
            products += (double) count * book.size();
            double share = Math.min(1, 2.0 * SAMPLES_PER_CELL * pieces / size);
            List<float[]> centres = centres(units(inside, share), pieces, share * size);
            if (centres.size() > 1) {
                smaller.put(cell, centres);
            }
        });
        return smaller;
    }

    private static float[] unit(CellMember picture) {
        return UnitEmbedding.of(Code.fromBytes(picture.code()));
    }

    /** An embedding of the sample, and the number by which the first centres are chosen. */
    @SuppressWarnings("ArrayRecordComponent") // sent to executors
    private record Sampled(long chance, float[] unit) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private static JavaRDD<Sampled> units(JavaRDD<CellMember> pictures, double share) {
        return pictures.filter(picture -> share >= 1 || (chance(picture) >>> 1) < share * Long.MAX_VALUE)
                .map(picture -> new Sampled(chance(picture), unit(picture)));
    }

    /** A number that looks random (Steele, Lea and Flood 2014, the mixing of SplittableRandom). */
    private static long chance(CellMember picture) {
        long z = (picture.position() + 1L) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /**
     * Different centres of unit length; may be fewer than wanted.
     *
     * @param size of the sample, about
     */
    private List<float[]> centres(JavaRDD<Sampled> sample, int cells, double size) {
        JavaRDD<Sampled> kept = sample.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            List<float[]> centres = different(kept.takeOrdered(cells, new ByChance()).stream()
                    .map(Sampled::unit)
                    .toList());
            for (int i = 0; i < ITERATIONS && centres.size() > 1; i++) {
                products += size * centres.size();
                centres = different(means(kept, centres));
            }
            return centres;
        } finally {
            kept.unpersist();
        }
    }

    private static final class ByChance implements Comparator<Sampled>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(Sampled a, Sampled b) {
            return Long.compare(a.chance(), b.chance());
        }
    }

    private static List<float[]> different(List<float[]> centres) {
        List<float[]> different = new ArrayList<>();
        for (float[] centre : centres) {
            if (different.stream().noneMatch(other -> Arrays.equals(other, centre))) {
                different.add(centre);
            }
        }
        return different;
    }

    /** The directions of the means of the embeddings that are nearest to each centre; a centre without any stays. */
    private List<float[]> means(JavaRDD<Sampled> sample, List<float[]> centres) {
        Broadcast<CellBook> book = context.broadcast(CellBook.around(centres));
        int dimensions = centres.get(0).length;
        double[][] sums = sample.treeAggregate(
                new double[centres.size()][dimensions],
                (sum, one) -> {
                    double[] nearest = sum[book.value().nearest(one.unit())];
                    for (int d = 0; d < dimensions; d++) {
                        nearest[d] += one.unit()[d];
                    }
                    return sum;
                },
                (a, b) -> {
                    for (int c = 0; c < a.length; c++) {
                        for (int d = 0; d < dimensions; d++) {
                            a[c][d] += b[c][d];
                        }
                    }
                    return a;
                });
        List<float[]> means = new ArrayList<>();
        for (int c = 0; c < sums.length; c++) {
            means.add(Arrays.stream(sums[c]).allMatch(x -> x == 0) ? centres.get(c) : normalised(sums[c]));
        }
        return means;
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
