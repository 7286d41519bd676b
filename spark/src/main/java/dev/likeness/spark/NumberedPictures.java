package dev.likeness.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import dev.likeness.gallery.BestCopy;
import dev.likeness.spark.cell.CellMember;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The pictures of a collection in their order, the best copy first. Pictures with the same pixels have one number; the best of
 * them stands for all. To be closed: the tables are persisted.
 */
final class NumberedPictures implements AutoCloseable {
    private static final String NUMBER = "position";

    private final Dataset<Row> all;
    private final JavaRDD<CellMember> codes;
    private final int count;

    private NumberedPictures(Dataset<Row> all, JavaRDD<CellMember> codes, int count) {
        this.all = all;
        this.codes = codes;
        this.count = count;
    }

    /**
     * Numbers pictures.
     *
     * @param pictures rows of {@link EncodedPictures#pictures}
     * @param first the number of the first one
     * @param collection 0, or 1 for the second of two collections
     */
    static NumberedPictures of(
            SparkSession spark, Dataset<Row> pictures, List<BestCopy> rules, int first, int collection) {
        Column[] order = order(rules);
        Dataset<Row> facts =
                pictures.drop("code", "error", "format", "model", "identity").persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> best = facts.withColumn(
                        "rank", row_number().over(Window.partitionBy("pixels").orderBy(order)))
                .where(col("rank").equalTo(1))
                .select("pixels", "path", "bytes", "width", "height", "sharpness")
                .orderBy(order);
        JavaRDD<Row> numbered = best.select("pixels", "path")
                .toJavaRDD()
                .zipWithIndex()
                .map(pair -> RowFactory.create(
                        pair._1().getString(0), pair._1().getString(1), Math.toIntExact(first + pair._2())));
        Dataset<Row> numbers = spark.createDataFrame(
                        numbered,
                        new StructType()
                                .add("pixels", DataTypes.StringType)
                                .add("first", DataTypes.StringType)
                                .add(NUMBER, DataTypes.IntegerType))
                .persist(StorageLevel.MEMORY_AND_DISK());
        int count = Math.toIntExact(numbers.count());
        Dataset<Row> all = facts.join(numbers.drop("first"), "pixels").persist(StorageLevel.MEMORY_AND_DISK());
        JavaRDD<CellMember> codes = pictures.select("path", "bytes", "width", "height", "code")
                .join(numbers.select(col("first").as("path"), col(NUMBER)), "path")
                .toJavaRDD()
                .map(row -> new CellMember(
                        row.getInt(5),
                        collection,
                        row.getString(0),
                        row.getLong(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getAs(4)))
                .persist(StorageLevel.MEMORY_AND_DISK());
        codes.count();
        all.count();
        facts.unpersist();
        numbers.unpersist();
        return new NumberedPictures(all, codes, count);
    }

    /** As {@link BestCopy#bestFirst}: equal pictures by their path. */
    private static Column[] order(List<BestCopy> rules) {
        List<Column> order = new ArrayList<>();
        for (BestCopy rule : rules) {
            order.add(
                    switch (rule) {
                        case RESOLUTION ->
                            col("width")
                                    .cast(DataTypes.LongType)
                                    .multiply(col("height"))
                                    .desc();
                        case SIZE -> col("bytes").desc();
                        case SHARPNESS -> col("sharpness").desc();
                    });
        }
        order.add(col("path").asc());
        return order.toArray(Column[]::new);
    }

    /** Every picture: {@code path, bytes, modified, content, width, height, pixels, sharpness, position}. */
    Dataset<Row> all() {
        return all;
    }

    /** One of each set of pictures with the same pixels, with its code. */
    JavaRDD<CellMember> codes() {
        return codes;
    }

    /** The number of pictures with different pixels. */
    int count() {
        return count;
    }

    @Override
    public void close() {
        all.unpersist();
        codes.unpersist();
    }
}
