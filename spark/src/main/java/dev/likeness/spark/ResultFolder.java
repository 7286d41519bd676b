package dev.likeness.spark;

import dev.likeness.error.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The folder that a job writes its result to. Only a result of such a job is replaced, after the new one is complete: what
 * else is there was not meant.
 */
final class ResultFolder {
    /** Spark passes over names that begin with an underscore. */
    private static final String MARK = "_likeness_result";

    private final SparkSession spark;
    private final Path folder;
    private final FileSystem files;

    private ResultFolder(SparkSession spark, Path folder, FileSystem files) {
        this.spark = spark;
        this.folder = folder;
        this.files = files;
    }

    /**
     * Checks a folder before the work begins.
     *
     * @param inputs the tables that the job reads
     * @throws InputException if the folder is, contains, or lies in an input, or has files that are not a result
     */
    static ResultFolder of(SparkSession spark, String out, List<EncodedPictures> inputs) {
        try {
            Path folder = qualified(spark, out);
            FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
            for (EncodedPictures input : inputs) {
                requireApart(out, folder, qualified(spark, input.folder()));
            }
            ResultFolder result = new ResultFolder(spark, folder, files);
            result.requireReplaceable();
            return result;
        } catch (IOException e) {
            throw new InputException(out + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    private static Path qualified(SparkSession spark, String folder) throws IOException {
        if (folder.isBlank()) {
            throw new InputException("the path of a folder is empty");
        }
        Path path = new Path(folder);
        return path.getFileSystem(spark.sparkContext().hadoopConfiguration()).makeQualified(path);
    }

    private static void requireApart(String out, Path folder, Path input) {
        String one = folder + "/";
        String other = input + "/";
        if (one.startsWith(other) || other.startsWith(one)) {
            throw new InputException(
                    out + ": is, contains, or lies in the input " + input + "; choose another folder for the result");
        }
    }

    private void requireReplaceable() throws IOException {
        FileStatus[] there;
        try {
            there = files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return;
        }
        if (there.length > 0 && !files.exists(new Path(folder, MARK))) {
            throw new InputException(folder + ": has files that are not the result of such a job, such as "
                    + there[0].getPath().getName() + "; choose a new folder, or remove them");
        }
    }

    /** Writes the rows beside the folder, and then puts them in its place. */
    Dataset<Row> write(Dataset<Row> rows) {
        Path aside = new Path(folder.getParent(), "_" + folder.getName() + "-" + UUID.randomUUID());
        try {
            rows.write().parquet(aside.toString());
            files.create(new Path(aside, MARK), true).close();
            files.delete(folder, true);
            if (!files.rename(aside, folder)) {
                throw new InputException(folder + ": could not be put in place; the result is in " + aside);
            }
            return spark.read().schema(rows.schema()).parquet(LiteralPath.of(folder.toString()));
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }
}
