/**
 * Work on collections of pictures that no single machine holds, on Apache Spark: encode them, find their duplicates, join them
 * with another collection, evaluate a model on pairs.
 *
 * <p>Each job is a class that takes a {@code SparkSession}. Tables of encoded pictures are Parquet in the format of
 * {@code docs/spark-format.md}; {@link dev.likeness.spark.EncodedPictures} reads and checks them.
 */
@NullMarked
package dev.likeness.spark;

import org.jspecify.annotations.NullMarked;
