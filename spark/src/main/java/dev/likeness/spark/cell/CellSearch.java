package dev.likeness.spark.cell;

import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** Sends every picture to its cells, and compares the pictures of each cell in one task. */
public final class CellSearch {
    private CellSearch() {}

    /** Opens the measure in an executor. */
    public interface Opening extends Serializable {
        Measure measure();
    }

    /** A picture in a cell, for sorting. */
    private record Place(long cell, int position) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * A picture.
     *
     * @param cells all its cells, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // sent to other executors
    record Placed(CellMember picture, long[] cells) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** By cell, then by position. */
    private static final class ByCell implements Comparator<Place>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(Place a, Place b) {
            int order = Long.compare(a.cell, b.cell);
            return order != 0 ? order : Integer.compare(a.position, b.position);
        }
    }

    /**
     * The candidates of all cells.
     *
     * @param tasks how many tasks share the cells
     */
    public static JavaRDD<CandidatePair> candidates(
            JavaRDD<CellMember> pictures, Cells cells, PairSearch search, int tasks, Opening opening) {
        CellBook book = cells.book();
        return pictures.flatMapToPair(picture -> {
                    float[] unit = UnitEmbedding.of(Code.fromBytes(picture.code()));
                    Placed placed = new Placed(picture, book.cells(unit, picture.position()));
                    return Arrays.stream(placed.cells())
                            .mapToObj(cell -> new Tuple2<>(new Place(cell, picture.position()), placed))
                            .iterator();
                })
                .repartitionAndSortWithinPartitions(new Balanced(cells.sizes(), tasks), new ByCell())
                .mapPartitions(members -> new Cellwise(members, search, opening));
    }

    /** The candidates of the cells of one task, one cell after another. */
    private static final class Cellwise implements Iterator<CandidatePair> {
        private final Iterator<Tuple2<Place, Placed>> members;
        private final PairSearch search;
        private final Opening opening;
        private final Queue<CandidatePair> ready = new ArrayDeque<>();
        private final List<Placed> cell = new ArrayList<>();
        private long number = -1;

        Cellwise(Iterator<Tuple2<Place, Placed>> members, PairSearch search, Opening opening) {
            this.members = members;
            this.search = search;
            this.opening = opening;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && (members.hasNext() || !cell.isEmpty())) {
                readOne();
            }
            return !ready.isEmpty();
        }

        private void readOne() {
            if (members.hasNext()) {
                Tuple2<Place, Placed> next = members.next();
                if (next._1().cell() != number) {
                    compare();
                    number = next._1().cell();
                }
                cell.add(next._2());
            } else {
                compare();
            }
        }

        private void compare() {
            if (cell.size() > 1) {
                new CellPairs(opening.measure(), search, number, cell).forEach(ready::add);
            }
            cell.clear();
        }

        @Override
        public CandidatePair next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all cells of this task are compared");
            }
            return ready.remove();
        }
    }

    /** Cells in tasks of about equal work, the largest first. */
    private static final class Balanced extends Partitioner implements Serializable {
        private static final long serialVersionUID = 1;

        private final Map<Long, Integer> tasks = new HashMap<>();
        private final int count;

        /** A task and its work so far. */
        private record Load(int task, double work) {}

        Balanced(Map<Long, Long> sizes, int most) {
            count = Math.max(1, Math.min(most, sizes.size()));
            PriorityQueue<Load> loads =
                    new PriorityQueue<>(Comparator.comparingDouble(Load::work).thenComparingInt(Load::task));
            for (int task = 0; task < count; task++) {
                loads.add(new Load(task, 0));
            }
            sizes.entrySet().stream()
                    .sorted(Map.Entry.<Long, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry -> {
                        Load least = loads.remove();
                        tasks.put(entry.getKey(), least.task());
                        double size = entry.getValue();
                        loads.add(new Load(least.task(), least.work() + size * size));
                    });
        }

        @Override
        public int numPartitions() {
            return count;
        }

        @Override
        public int getPartition(Object place) {
            return tasks.getOrDefault(((Place) place).cell(), 0);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Balanced same && same.tasks.equals(tasks) && same.count == count;
        }

        @Override
        public int hashCode() {
            return tasks.hashCode();
        }
    }
}
