package dev.likeness.spark.command;

import dev.likeness.error.InputException;
import dev.likeness.spark.EncodeJob;
import dev.likeness.spark.EncodeReport;
import dev.likeness.spark.EncodeSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = {
            "Encodes pictures into a table of codes in Parquet.",
            "What the table has is not encoded again, so run the same command after new pictures have come, or after an"
                    + " interruption. Files that are not pictures become rows with the reason."
        })
final class EncodeCommand implements Callable<Integer> {
    private static final long MEGABYTE = 1L << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PICTURES",
            description =
                    "A folder of pictures or a glob, on any file system of Hadoop; with --column, a table in Parquet.")
    private String pictures;

    @Option(names = "--out", required = true, paramLabel = "TABLE", description = "The folder of the table of codes.")
    private String out;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "PICTURES is a table; this column has the bytes of each picture's file.")
    private @Nullable String column;

    @Option(
            names = "--name-column",
            paramLabel = "NAME",
            defaultValue = "path",
            description = "The column of the table that identifies a picture. Default: ${DEFAULT-VALUE}.")
    private String nameColumn;

    @Option(
            names = "--task-megabytes",
            paramLabel = "N",
            defaultValue = "64",
            description = "The megabytes of files that one task reads at most. Default: ${DEFAULT-VALUE}.")
    private long taskMegabytes;

    @Option(
            names = "--run-gigabytes",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "The gigabytes after which finished rows are committed; an interrupted job repeats so much at most."
                            + " Default: ${DEFAULT-VALUE}.")
    private long runGigabytes;

    @Mixin
    private SessionOptions session;

    @Override
    public Integer call() throws IOException {
        if (taskMegabytes < 1 || runGigabytes < 1) {
            throw new InputException("--task-megabytes is " + taskMegabytes + " and --run-gigabytes is " + runGigabytes
                    + "; allowed: 1 or more");
        }
        try (SparkSession spark = session.open("encode")) {
            EncodeSettings settings = new EncodeSettings(taskMegabytes * MEGABYTE, runGigabytes * 1024 * MEGABYTE);
            EncodeJob job = new EncodeJob(spark, session.source(spark), settings);
            Answer answer = new Answer();
            EncodeReport report = column == null
                    ? job.folder(pictures, out)
                    : job.table(spark.read().parquet(pictures), nameColumn, column, out);
            answer.print(
                    ReportJson.of(report).put("out", out),
                    report.encoded() + " pictures encoded, " + report.known() + " new paths of known contents, "
                            + report.unchanged() + " unchanged, " + report.refused() + " refused: " + out,
                    session.json(),
                    spec.commandLine().getOut());
        }
        return 0;
    }
}
