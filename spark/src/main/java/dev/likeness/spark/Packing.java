package dev.likeness.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Files in tasks of about equal bytes, in the order in which they were listed, and tasks in runs. A file counts with its size
 * and a fixed part, because each small file takes time to open and to encode.
 */
final class Packing {
    /** What each file counts for beside its bytes: the time to open and encode a small one, as bytes of a large one. */
    private static final long BYTES_PER_FILE = 32 << 10;

    /** Tasks for each processor at least, so that none waits long for the last one. */
    private static final int TASKS_PER_PROCESSOR = 4;

    /** Spark's driver keeps something of each task. */
    private static final long MOST_TASKS_OF_RUN = 20_000;

    private final JavaPairRDD<Integer, PictureFile> byTask;
    private final int tasks;
    private final int tasksOfRun;

    private Packing(JavaPairRDD<Integer, PictureFile> byTask, int tasks, int tasksOfRun) {
        this.byTask = byTask;
        this.tasks = tasks;
        this.tasksOfRun = tasksOfRun;
    }

    /** @param files of which the order does not change when they are computed again */
    static Packing of(JavaRDD<PictureFile> files, EncodeSettings settings, int processors) {
        List<Tuple2<Integer, Long>> sums = files.mapPartitionsWithIndex(
                        (index, some) ->
                                List.of(new Tuple2<>(index, weight(some))).iterator(),
                        false)
                .collect();
        long[] starts = new long[sums.size()];
        long total = 0;
        for (Tuple2<Integer, Long> sum : sums) {
            starts[sum._1()] = total;
            total += sum._2();
        }
        long share = Math.max(1, total / ((long) TASKS_PER_PROCESSOR * Math.max(1, processors)));
        long most = Math.max(settings.taskBytes(), settings.runBytes() / MOST_TASKS_OF_RUN);
        long task = Math.max(1, Math.min(most, share));
        int tasks = Math.toIntExact((total + task - 1) / task);
        int tasksOfRun = (int) Math.max(1, Math.min(Integer.MAX_VALUE, settings.runBytes() / task));
        JavaPairRDD<Integer, PictureFile> byTask = files.mapPartitionsWithIndex(
                        (index, some) -> numbered(some, starts[index], task), false)
                .mapToPair(pair -> pair);
        return new Packing(byTask, tasks, tasksOfRun);
    }

    private static long weight(Iterator<PictureFile> files) {
        long sum = 0;
        while (files.hasNext()) {
            sum += weight(files.next());
        }
        return sum;
    }

    private static long weight(PictureFile file) {
        return file.bytes() + BYTES_PER_FILE;
    }

    private static Iterator<Tuple2<Integer, PictureFile>> numbered(Iterator<PictureFile> files, long start, long task) {
        List<Tuple2<Integer, PictureFile>> numbered = new ArrayList<>();
        long at = start;
        while (files.hasNext()) {
            PictureFile file = files.next();
            numbered.add(new Tuple2<>((int) (at / task), file));
            at += weight(file);
        }
        return numbered.iterator();
    }

    int runs() {
        return (tasks + tasksOfRun - 1) / tasksOfRun;
    }

    /** The files of one run, a partition for each task. */
    JavaRDD<PictureFile> files(int run) {
        int first = run * tasksOfRun;
        int end = Math.min(tasks, first + tasksOfRun);
        return byTask.filter(file -> file._1() >= first && file._1() < end)
                .partitionBy(new ByTask(first, end - first))
                .values();
    }

    /** A partition for each task. */
    private static final class ByTask extends Partitioner implements Serializable {
        private static final long serialVersionUID = 1;

        private final int first;
        private final int tasks;

        ByTask(int first, int tasks) {
            this.first = first;
            this.tasks = tasks;
        }

        @Override
        public int numPartitions() {
            return tasks;
        }

        @Override
        public int getPartition(Object task) {
            return (Integer) task - first;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByTask same && same.first == first && same.tasks == tasks;
        }

        @Override
        public int hashCode() {
            return 31 * first + tasks;
        }
    }
}
