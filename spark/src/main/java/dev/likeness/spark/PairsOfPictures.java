package dev.likeness.spark;

import dev.likeness.measure.Code;
import dev.likeness.spark.cell.CellMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Brings the codes of given pairs of pictures together. */
final class PairsOfPictures {
    private static final int PAIRS_AT_ONCE = 512;

    private PairsOfPictures() {}

    /**
     * Two pictures.
     *
     * @param index of the pair in the list that was given
     */
    record Together(int index, CellMember a, CellMember b) implements java.io.Serializable {
        private static final long serialVersionUID = 1;
    }

    /** One picture of a pair. */
    private record Half(boolean first, CellMember picture) implements java.io.Serializable {
        private static final long serialVersionUID = 1;
    }

    /** @param pairs of positions; a pair can have the same picture twice */
    static JavaRDD<Together> together(
            JavaSparkContext context, JavaRDD<CellMember> codes, List<int[]> pairs, int tasks) {
        Map<Integer, List<Integer>> wanted = new HashMap<>(); // 2 * index, + 1 for the second picture
        for (int i = 0; i < pairs.size(); i++) {
            wanted.computeIfAbsent(pairs.get(i)[0], x -> new ArrayList<>()).add(2 * i);
            wanted.computeIfAbsent(pairs.get(i)[1], x -> new ArrayList<>()).add(2 * i + 1);
        }
        Broadcast<Map<Integer, List<Integer>>> sent = context.broadcast(wanted);
        return codes.flatMapToPair(picture -> sent.value().getOrDefault(picture.position(), List.of()).stream()
                        .map(half -> new Tuple2<>(half / 2, new Half(half % 2 == 0, picture)))
                        .iterator())
                .groupByKey(tasks)
                .map(pair -> {
                    CellMember a = null;
                    CellMember b = null;
                    for (Half half : pair._2()) {
                        if (half.first()) {
                            a = half.picture();
                        } else {
                            b = half.picture();
                        }
                    }
                    if (a == null || b == null) {
                        throw new IllegalStateException("a picture of pair " + pair._1() + " has no code");
                    }
                    return new Together(pair._1(), a, b);
                });
    }

    /** The scores of pairs, in their order. */
    static double[] scores(
            JavaSparkContext context, JavaRDD<CellMember> codes, List<int[]> pairs, int tasks, ModelSource model) {
        double[] scores = new double[pairs.size()];
        together(context, codes, pairs, tasks)
                .mapPartitions(some -> scored(some, model).iterator())
                .collect()
                .forEach(score -> scores[score._1()] = score._2());
        return scores;
    }

    private static List<Tuple2<Integer, Double>> scored(Iterator<Together> pairs, ModelSource model) {
        List<Tuple2<Integer, Double>> scored = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        List<Code> a = new ArrayList<>();
        List<Code> b = new ArrayList<>();
        while (pairs.hasNext()) {
            Together pair = pairs.next();
            indexes.add(pair.index());
            a.add(Code.fromBytes(pair.a().code()));
            b.add(Code.fromBytes(pair.b().code()));
            if (a.size() == PAIRS_AT_ONCE || !pairs.hasNext()) {
                double[] scores = ExecutorModel.of(model).measure().compare(a, b);
                for (int i = 0; i < scores.length; i++) {
                    scored.add(new Tuple2<>(indexes.get(i), scores[i]));
                }
                indexes.clear();
                a.clear();
                b.clear();
            }
        }
        return scored;
    }
}
