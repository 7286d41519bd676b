package dev.likeness.spark;

import org.apache.spark.sql.SparkSession;

/** One session in this process for all tests: to open one takes many seconds. */
final class LocalSession {
    private LocalSession() {}

    static SparkSession open() {
        return SparkSession.builder()
                .appName("tests")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
                .getOrCreate();
    }
}
