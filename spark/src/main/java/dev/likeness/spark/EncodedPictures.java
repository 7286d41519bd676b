package dev.likeness.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table of encoded pictures: a folder with one folder of Parquet files for each completed run of {@link EncodeJob}, in the
 * format of {@code docs/spark-format.md}.
 *
 * @param folder any path that Hadoop reads
 */
public record EncodedPictures(SparkSession spark, String folder) {
    /** The version of the format. */
    public static final int FORMAT = 1;

    static final String RUN = "run";
    static final String SUCCESS = "_SUCCESS";

    /** The columns of a row. Those after {@code error} are null if the picture was refused. */
    public static StructType schema() {
        return new StructType()
                .add("format", DataTypes.IntegerType, false)
                .add("path", DataTypes.StringType, false)
                .add("bytes", DataTypes.LongType, true)
                .add("modified", DataTypes.LongType, true)
                .add("content", DataTypes.StringType, true)
                .add("error", DataTypes.StringType, true)
                .add("width", DataTypes.IntegerType, true)
                .add("height", DataTypes.IntegerType, true)
                .add("pixels", DataTypes.StringType, true)
                .add("sharpness", DataTypes.DoubleType, true)
                .add("model", DataTypes.StringType, true)
                .add("identity", DataTypes.StringType, true)
                .add("code", DataTypes.BinaryType, true);
    }

    /** The numbers of the completed runs, ascending. Empty if the folder does not exist. */
    List<Integer> runs() {
        Path root = new Path(folder);
        try {
            FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
            return Arrays.stream(files.listStatus(root))
                    .map(FileStatus::getPath)
                    .filter(path -> path.getName().matches(RUN + "=[0-9]{1,9}") && isComplete(files, path))
                    .map(path -> Integer.valueOf(path.getName().substring(RUN.length() + 1)))
                    .sorted()
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }

    private static boolean isComplete(FileSystem files, Path run) {
        try {
            return files.exists(new Path(run, SUCCESS));
        } catch (IOException e) {
            throw new InputException(run + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }

    String run(int number) {
        return folder + "/" + RUN + "=" + number;
    }

    /**
     * All rows, pictures and refused ones: for each path that of the latest run.
     *
     * @throws InputException if there is no completed run, or the table has another format
     */
    public Dataset<Row> rows() {
        List<Integer> runs = runs();
        if (runs.isEmpty()) {
            throw new InputException(folder + ": no table of encoded pictures (a completed folder " + RUN
                    + "=1 with a file " + SUCCESS + "); encode the pictures first");
        }
        String[] folders = runs.stream().map(this::run).map(LiteralPath::of).toArray(String[]::new);
        Dataset<Row> all = spark.read()
                .option("basePath", folder)
                .schema(schema().add(RUN, DataTypes.IntegerType))
                .parquet(folders);
        requireFormat(all);
        if (runs.size() > 1) {
            Dataset<Row> latest = all.groupBy("path")
                    .agg(org.apache.spark.sql.functions.max(RUN).as("latest"));
            Dataset<Row> stale = all.select("path", RUN)
                    .join(latest, "path")
                    .where(col(RUN).lt(col("latest")))
                    .select("path", RUN);
            all = all.join(stale, new String[] {"path", RUN}, "left_anti");
        }
        return all.drop(RUN);
    }

    private void requireFormat(Dataset<Row> all) {
        List<Row> others = all.where(col("format").isNull().or(col("format").notEqual(lit(FORMAT))))
                .select("format")
                .limit(1)
                .collectAsList();
        if (!others.isEmpty()) {
            throw new InputException(
                    folder + ": the format of the table is " + others.get(0).get(0) + "; this version reads format "
                            + FORMAT + "; use the version that wrote it, or encode again");
        }
    }

    /**
     * The rows of pictures that were encoded by a model.
     *
     * @param identity the checksum of the model
     * @throws InputException if the table has codes of another model
     */
    public Dataset<Row> pictures(String identity) {
        Dataset<Row> encoded = rows().where(col("code").isNotNull());
        List<Row> others = encoded.where(col("identity").notEqual(lit(identity)))
                .select("model", "identity")
                .limit(1)
                .collectAsList();
        if (!others.isEmpty()) {
            throw new InputException(
                    folder + ": has codes of the model " + others.get(0).getString(0) + " (sha256 "
                            + others.get(0).getString(1) + "), not of the model of this job (sha256 " + identity
                            + "); use that model, or encode the pictures again into another folder");
        }
        requireWhole(encoded);
        return encoded;
    }

    private void requireWhole(Dataset<Row> encoded) {
        Column absent = lit(false);
        for (String column :
                List.of("bytes", "modified", "content", "width", "height", "pixels", "sharpness", "identity")) {
            absent = absent.or(col(column).isNull());
        }
        List<Row> broken = encoded.where(absent).select("path").limit(1).collectAsList();
        if (!broken.isEmpty()) {
            throw new InputException(folder + ": the row of " + broken.get(0).getString(0)
                    + " has a code but lacks other columns; encode the pictures again into another folder");
        }
    }

    /**
     * Checks the code of a row.
     *
     * @throws InputException if it is damaged, or of another model than the row says; the message names the path
     */
    static Code requireCode(String path, byte[] bytes, String identity) {
        Code code;
        try {
            code = Code.fromBytes(bytes);
        } catch (InputException e) {
            throw new InputException("the code of " + path + ": " + e.problem(), e);
        }
        if (!code.origin().measure().checksum().equals(identity)) {
            throw new InputException("the code of " + path + " is of the model "
                    + code.origin().measure().name() + " (sha256 "
                    + code.origin().measure().checksum() + "), and its row says sha256 " + identity
                    + "; encode the pictures again into another folder");
        }
        return code;
    }
}
