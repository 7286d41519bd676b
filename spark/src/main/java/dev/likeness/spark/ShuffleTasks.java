package dev.likeness.spark;

import org.apache.spark.sql.SparkSession;

/** The number of tasks in which the pairs of a table are compared. */
final class ShuffleTasks {
    /** Several for each processor: cells differ in size. */
    private static final int PER_PROCESSOR = 4;

    private ShuffleTasks() {}

    static int of(SparkSession spark) {
        return Math.max(
                Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions")),
                PER_PROCESSOR * spark.sparkContext().defaultParallelism());
    }
}
