package dev.likeness.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import dev.likeness.gallery.BestCopy;
import dev.likeness.spark.cell.CellMember;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
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
    private final long missing;

    private NumberedPictures(Dataset<Row> all, JavaRDD<CellMember> codes, int count, long missing) {
        this.missing = missing;
        this.all = all;
        this.codes = codes;
        this.count = count;
    }

    /**
     * Numbers pictures. Those whose files are gone are left out, so that no lost file stands for its copies. If none of the files
     * is there, the executors do not reach them, and none is left out. Pictures of a table have no files.
     *
     * @param pictures rows of {@link EncodedPictures#pictures}
     * @param first the number of the first one
     * @param collection 0, or 1 for the second of two collections
     */
    static NumberedPictures of(
            SparkSession spark, Dataset<Row> pictures, List<BestCopy> rules, int first, int collection) {
        Column[] order = order(rules);
        Dataset<Row> known = pictures.drop("code", "error", "format", "model", "identity");
        HadoopFiles files = HadoopFiles.of(spark);
        Dataset<Row> there = known.filter(
                        (FilterFunction<Row>) row -> !hasFile(row) || files.mayExist(row.getAs("path")))
                .persist(StorageLevel.MEMORY_AND_DISK());
        boolean isReached =
                there.filter((FilterFunction<Row>) NumberedPictures::hasFile).count() > 0;
        Dataset<Row> facts = isReached ? there : known.persist(StorageLevel.MEMORY_AND_DISK());
        long missing = pictures.count() - facts.count();
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
        JavaRDD<CellMember> codes = pictures.join(
                        numbers.select(col("first").as("path"), col("pixels"), col(NUMBER)),
                        new String[] {"path", "pixels"})
                .toJavaRDD()
                .map(row -> new CellMember(
                        row.<Integer>getAs(NUMBER),
                        collection,
                        row.getAs("path"),
                        hasFile(row),
                        row.<Long>getAs("bytes"),
                        row.<Integer>getAs("width"),
                        row.<Integer>getAs("height"),
                        checked(row)))
                .persist(StorageLevel.MEMORY_AND_DISK());
        codes.count();
        all.count();
        facts.unpersist();
        numbers.unpersist();
        return new NumberedPictures(all, codes, count, missing);
    }

    /** Pictures of a table have no time of change. */
    private static boolean hasFile(Row row) {
        return row.<Long>getAs("modified") != 0;
    }

    /** The code of a row, which is of the model that the row names. */
    private static byte[] checked(Row row) {
        byte[] code = row.getAs("code");
        String identity = row.getAs("identity");
        EncodedPictures.requireCode(row.getAs("path"), code, identity);
        return code;
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

    /** Pictures that were left out because their files are gone. */
    long missing() {
        return missing;
    }

    @Override
    public void close() {
        all.unpersist();
        codes.unpersist();
    }
}
