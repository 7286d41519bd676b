package dev.likeness.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Encodes the pictures of a folder or a table into a table of {@link EncodedPictures}.
 *
 * <p>Files whose path, size and time of change are in the table are not read again; other files with known contents keep
 * their code. A file that is not a picture becomes a row with the reason and is tried again by the next job. Each finished run
 * is committed, so that an interrupted job repeats its last run at most.
 */
public final class EncodeJob {
    private static final StructType FILES = new StructType()
            .add("path", DataTypes.StringType, false)
            .add("bytes", DataTypes.LongType, false)
            .add("modified", DataTypes.LongType, false);

    /** Names that are sent to one task; about half a megabyte. */
    private static final int FILES_OF_TASK = 5_000;

    private final SparkSession spark;
    private final ModelSource model;
    private final EncodeSettings settings;
    private final String identity;

    /** @throws InputException if the model cannot be opened */
    public EncodeJob(SparkSession spark, ModelSource model, EncodeSettings settings) {
        this.spark = spark;
        this.model = model;
        this.settings = settings;
        this.identity = ExecutorModel.of(model).measure().identity().checksum();
    }

    /**
     * Encodes all files of a folder and its subfolders; names that begin with a dot or an underscore are passed over.
     *
     * @param pictures any path or glob that Hadoop reads
     * @param out the folder of the table; created if it does not exist
     * @throws InputException if the table has codes of another model
     */
    public EncodeReport folder(String pictures, String out) {
        List<PictureFile> listed = FileListing.of(spark.sparkContext().hadoopConfiguration(), pictures);
        try (TableClaim claim = TableClaim.of(spark, out)) {
            return new Run(new EncodedPictures(spark, out), listed).encode();
        }
    }

    /**
     * Encodes the pictures of a table.
     *
     * @param pathColumn a text that identifies the picture
     * @param contentColumn the bytes of the picture's file
     * @param out the folder of the table of encoded pictures
     */
    public EncodeReport table(Dataset<Row> table, String pathColumn, String contentColumn, String out) {
        for (String column : List.of(pathColumn, contentColumn)) {
            if (!List.of(table.columns()).contains(column)) {
                throw new InputException(
                        "the table has the columns " + String.join(", ", table.columns()) + ", not " + column);
            }
        }
        if (!table.schema().apply(contentColumn).dataType().equals(DataTypes.BinaryType)) {
            throw new InputException("the column " + contentColumn + " has the type "
                    + table.schema().apply(contentColumn).dataType().simpleString()
                    + "; the bytes of pictures are binary");
        }
        try (TableClaim claim = TableClaim.of(spark, out)) {
            return claimed(table, pathColumn, contentColumn, out);
        }
    }

    private EncodeReport claimed(Dataset<Row> table, String pathColumn, String contentColumn, String out) {
        EncodedPictures target = new EncodedPictures(spark, out);
        Dataset<Row> given = table.select(
                        col(pathColumn).cast(DataTypes.StringType).as("path"),
                        col(contentColumn).as("encoded"))
                .where(col("path").isNotNull());
        requireDifferentNames(given);
        Dataset<Row> wanted = given;
        boolean more = !target.runs().isEmpty();
        long unchanged = 0;
        if (more) { // by their contents: rows have no time of change
            Dataset<Row> hashed = given.withColumn("content", expr("sha2(encoded, 256)"));
            wanted = hashed.join(
                            target.pictures(identity).select("path", "content"),
                            new String[] {"path", "content"},
                            "left_anti")
                    .drop("content");
            unchanged = given.count() - wanted.count();
        }
        EncodeCounts counts = EncodeCounts.in(spark.sparkContext());
        ModelSource source = model;
        Dataset<Row> rows = wanted.mapPartitions(
                (Iterator<Row> some) -> PictureEncoder.ofContents(
                        ExecutorModel.of(source),
                        Mapped.of(
                                some,
                                row -> new PictureEncoder.Contents(
                                        new PictureFile(row.getString(0), row.isNullAt(1) ? 0 : length(row), 0),
                                        row.isNullAt(1) ? null : row.<byte[]>getAs(1),
                                        "the row has no bytes")),
                        counts),
                Encoders.row(EncodedPictures.schema()));
        Dataset<Row> written = write(rows, target);
        long refused = written.where(col("error").isNotNull()).count();
        return new EncodeReport(written.count() - refused, 0, unchanged, refused, 1);
    }

    private static void requireDifferentNames(Dataset<Row> given) {
        List<Row> twice =
                given.groupBy("path").count().where(col("count").gt(1)).limit(1).collectAsList();
        if (!twice.isEmpty()) {
            throw new InputException("the name " + twice.get(0).getString(0) + " is in "
                    + twice.get(0).getLong(1) + " rows; each picture needs a name of its own");
        }
    }

    private static long length(Row row) {
        return row.<byte[]>getAs(1).length;
    }

    private static int nextRun(EncodedPictures target) {
        List<Integer> runs = target.runs();
        return runs.isEmpty() ? 1 : runs.get(runs.size() - 1) + 1;
    }

    /**
     * Writes the next run, and reads it. A folder of an interrupted run, which has no mark of success, is replaced. Values that are
     * different in each row are written without a dictionary.
     */
    private Dataset<Row> write(Dataset<Row> rows, EncodedPictures target) {
        int number = nextRun(target);
        DataFrameWriter<Row> writer = rows.write()
                .mode(SaveMode.Overwrite)
                .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "true");
        for (String column : List.of("path", "content", "pixels", "code")) {
            writer = writer.option("parquet.enable.dictionary#" + column, "false");
        }
        writer.parquet(target.run(number));
        if (!target.runs().contains(number)) {
            throw new InputException(target.run(number) + ": the committer of this cluster writes no file "
                    + EncodedPictures.SUCCESS + ", by which complete runs are known; use another committer");
        }
        return spark.read().schema(EncodedPictures.schema()).parquet(LiteralPath.of(target.run(number)));
    }

    /** The encoding of listed files into one table. */
    private final class Run {
        private final EncodedPictures target;
        private final List<PictureFile> listed;
        private long encoded;
        private long refused;
        private long known;
        private int runs;

        Run(EncodedPictures target, List<PictureFile> listed) {
            this.target = target;
            this.listed = listed;
        }

        EncodeReport encode() {
            if (target.runs().isEmpty()) {
                pack(spread(listed));
                return new EncodeReport(encoded, 0, 0, refused, runs);
            }
            Dataset<Row> there = target.pictures(identity);
            Dataset<Row> rows = spark.createDataFrame(
                    spread(listed).map(file -> RowFactory.create(file.path(), file.bytes(), file.modified())), FILES);
            Dataset<Row> changed = rows.join(
                            there.select("path", "bytes", "modified"),
                            new String[] {"path", "bytes", "modified"},
                            "left_anti")
                    .persist(StorageLevel.MEMORY_AND_DISK());
            long unchanged = listed.size() - changed.count();
            Dataset<Row> hashed = hashed(changed).persist(StorageLevel.MEMORY_AND_DISK());
            Dataset<Row> contents =
                    there.drop("path", "bytes", "modified", "error").dropDuplicates("content");
            copy(hashed.join(contents, "content"));
            pack(hashed.join(contents.select("content"), new String[] {"content"}, "left_anti")
                    .select("path", "bytes", "modified")
                    .toJavaRDD()
                    .map(row -> new PictureFile(row.getString(0), row.getLong(1), row.getLong(2))));
            hashed.unpersist();
            changed.unpersist();
            return new EncodeReport(encoded, known, unchanged, refused, runs);
        }

        /** With the checksum of each file; for a file that cannot be read a text that no checksum equals. */
        private Dataset<Row> hashed(Dataset<Row> files) {
            HadoopFiles reader = HadoopFiles.of(spark);
            return files.map(
                    (MapFunction<Row, Row>) file -> RowFactory.create(
                            file.getString(0), file.getLong(1), file.getLong(2), checksum(reader, file.getString(0))),
                    Encoders.row(FILES.add("content", DataTypes.StringType, false)));
        }

        private void copy(Dataset<Row> rows) {
            Dataset<Row> copies = rows.withColumn("error", expr("cast(null as string)"))
                    .select(columns())
                    .persist(StorageLevel.MEMORY_AND_DISK());
            known = copies.count();
            if (known > 0) {
                write(copies, target);
                runs++;
            }
            copies.unpersist();
        }

        private Column[] columns() {
            return Arrays.stream(EncodedPictures.schema().fieldNames())
                    .map(functions::col)
                    .toArray(Column[]::new);
        }

        private JavaRDD<PictureFile> spread(List<PictureFile> files) {
            int tasks = Math.max(spark.sparkContext().defaultParallelism(), files.size() / FILES_OF_TASK);
            return new JavaSparkContext(spark.sparkContext()).parallelize(files, tasks);
        }

        /** Encodes files in tasks of about equal bytes, and commits after each run. */
        private void pack(JavaRDD<PictureFile> files) {
            JavaRDD<PictureFile> rdd = files.persist(StorageLevel.MEMORY_AND_DISK());
            Packing packing = Packing.of(rdd, settings, spark.sparkContext().defaultParallelism());
            for (int run = 0; run < packing.runs(); run++) {
                encode(packing.files(run));
            }
            rdd.unpersist();
        }

        private void encode(JavaRDD<PictureFile> files) {
            EncodeCounts counts = EncodeCounts.in(spark.sparkContext());
            HadoopFiles reader = HadoopFiles.of(spark);
            ModelSource source = model;
            JavaRDD<Row> rows =
                    files.mapPartitions(some -> PictureEncoder.ofFiles(ExecutorModel.of(source), reader, some, counts));
            Dataset<Row> written = write(spark.createDataFrame(rows, EncodedPictures.schema()), target);
            runs++;
            long failures = written.where(col("error").isNotNull()).count();
            refused += failures;
            encoded += written.count() - failures;
        }
    }

    private static String checksum(HadoopFiles reader, String path) {
        try {
            return Sha256.hex(reader.read(path));
        } catch (IOException e) {
            return "unreadable " + path;
        }
    }

    /** An iterator of what a function makes of another's elements. */
    private record Mapped<A, B>(Iterator<A> elements, Function<A, B> function) implements Iterator<B> {
        static <A, B> Iterator<B> of(Iterator<A> elements, Function<A, B> function) {
            return new Mapped<>(elements, function);
        }

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public B next() {
            return function.apply(elements.next());
        }
    }
}
