package dev.likeness.spark;

import dev.likeness.gallery.CopyThresholds;
import dev.likeness.measure.Code;
import dev.likeness.spark.cell.CellBook;
import dev.likeness.spark.cell.CellMember;
import dev.likeness.spark.cell.UnitEmbedding;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Measures the recall of cells: compares some pictures with all, and looks which of their neighbours share a cell. */
final class RecallSample {
    private static final long SEED = 2;

    private final JavaSparkContext context;
    private final JavaRDD<CellMember> codes;
    private final int count;
    private final ModelSource model;

    RecallSample(JavaSparkContext context, JavaRDD<CellMember> codes, int count, ModelSource model) {
        this.context = context;
        this.codes = codes;
        this.count = count;
        this.model = model;
    }

    /** A picture near one of the sample. */
    private record Near(int position, float cosine, boolean shared) implements Serializable {
        private static final long serialVersionUID = 1;

        static final Comparator<Near> FARTHEST_FIRST = Comparator.comparingDouble(Near::cosine)
                .thenComparing(Comparator.comparingInt(Near::position).reversed());
    }

    /** A picture of the sample. */
    @SuppressWarnings("ArrayRecordComponent") // sent to executors
    private record Query(int position, float[] unit, long[] cells) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** @param size how many pictures are compared with all, 1 or more */
    List<ShortlistRecall> measure(CellBook book, CopyThresholds thresholds, int size, int shortlist, int tasks) {
        Set<Integer> positions = new HashSet<>();
        SplittableRandom random = new SplittableRandom(SEED);
        while (positions.size() < Math.min(size, count)) {
            positions.add(random.nextInt(count));
        }
        List<Query> queries = codes.filter(picture -> positions.contains(picture.position()))
                .map(picture -> {
                    float[] unit = UnitEmbedding.of(Code.fromBytes(picture.code()));
                    return new Query(picture.position(), unit, book.cells(unit, picture.position()));
                })
                .collect();
        Broadcast<List<Query>> sent = context.broadcast(new ArrayList<>(queries));
        List<Tuple2<Integer, List<Near>>> near = codes.mapPartitionsToPair(
                        some -> nearest(some, sent.value(), book, shortlist))
                .reduceByKey((a, b) -> merged(a, b, shortlist))
                .collect();
        List<int[]> pairs = new ArrayList<>();
        List<Boolean> shared = new ArrayList<>();
        near.forEach(query -> query._2().forEach(one -> {
            pairs.add(new int[] {query._1(), one.position()});
            shared.add(one.shared());
        }));
        double[] scores = PairsOfPictures.scores(context, codes, pairs, tasks, model);
        return List.of(
                recall("candidate", thresholds.candidate(), scores, shared),
                recall("alike", thresholds.alike(), scores, shared),
                recall("certain", thresholds.certain(), scores, shared));
    }

    private static ShortlistRecall recall(String name, double least, double[] scores, List<Boolean> shared) {
        long pairs = 0;
        long found = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= least) {
                pairs++;
                found += shared.get(i) ? 1 : 0;
            }
        }
        return ShortlistRecall.of(name, least, pairs, found);
    }

    private static Iterator<Tuple2<Integer, List<Near>>> nearest(
            Iterator<CellMember> pictures, List<Query> queries, CellBook book, int most) {
        List<PriorityQueue<Near>> nearest = new ArrayList<>();
        queries.forEach(query -> nearest.add(new PriorityQueue<>(Near.FARTHEST_FIRST)));
        while (pictures.hasNext()) {
            CellMember picture = pictures.next();
            float[] unit = UnitEmbedding.of(Code.fromBytes(picture.code()));
            long[] cells = book.cells(unit, picture.position());
            for (int q = 0; q < queries.size(); q++) {
                Query query = queries.get(q);
                if (query.position() != picture.position()) {
                    boolean shared = Arrays.stream(cells)
                            .anyMatch(cell -> Arrays.stream(query.cells()).anyMatch(other -> other == cell));
                    nearest.get(q).add(new Near(picture.position(), product(query.unit(), unit), shared));
                    if (nearest.get(q).size() > most) {
                        nearest.get(q).poll();
                    }
                }
            }
        }
        List<Tuple2<Integer, List<Near>>> found = new ArrayList<>();
        for (int q = 0; q < queries.size(); q++) {
            found.add(new Tuple2<>(queries.get(q).position(), new ArrayList<>(nearest.get(q))));
        }
        return found.iterator();
    }

    private static List<Near> merged(List<Near> a, List<Near> b, int most) {
        List<Near> all = new ArrayList<>(a);
        all.addAll(b);
        all.sort(Near.FARTHEST_FIRST.reversed());
        return new ArrayList<>(all.subList(0, Math.min(most, all.size())));
    }

    private static float product(float[] a, float[] b) {
        float sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
