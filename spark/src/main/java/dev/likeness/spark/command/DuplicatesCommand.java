package dev.likeness.spark.command;

import dev.likeness.gallery.DuplicateKind;
import dev.likeness.spark.DuplicatesJob;
import dev.likeness.spark.DuplicatesReport;
import dev.likeness.spark.EncodedPictures;
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
        name = "duplicates",
        mixinStandardHelpOptions = true,
        description = {
            "Groups the duplicates of a table of codes, as 'likeness gallery duplicates' does for a gallery.",
            "Reads the files of candidates again for the second check, so the executors must reach their paths."
        })
final class DuplicatesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "The folder of a table that the job encode wrote.")
    private String table;

    @Option(
            names = "--out",
            paramLabel = "GROUPS",
            description =
                    "The folder of the table of groups; an existing one is replaced. Without it, only the cells are chosen"
                            + " and their recall is measured.")
    private @Nullable String out;

    @Option(
            names = "--kind",
            paramLabel = "exact|edited",
            defaultValue = "edited",
            description = "The weakest kind that is reported. Default: ${DEFAULT-VALUE}.")
    private DuplicateKind kind;

    @Option(
            names = "--recall-sample",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many pictures are compared with all others to measure the recall of the cells. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int recallSample;

    @Mixin
    private CellOptions cells;

    @Mixin
    private SessionOptions session;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = session.open("duplicates")) {
            Answer answer = new Answer();
            DuplicatesJob job = new DuplicatesJob(spark, session.source(spark), cells.settings(kind, recallSample));
            EncodedPictures pictures = new EncodedPictures(spark, table);
            DuplicatesReport report = out == null ? job.measureCells(pictures) : job.find(pictures, out);
            StringBuilder text = new StringBuilder();
            if (out != null) {
                text.append(report.groups() + " groups with " + report.members() + " of " + report.pictures()
                        + " pictures: " + out + "\n");
            }
            text.append(report.comparedPairs() + " pairs are compared in " + report.cells()
                    + (report.cells() == 1 ? " cell" : " cells"));
            report.recall().stream()
                    .filter(recall -> recall.rate() != null)
                    .forEach(recall -> text.append("; recall above the threshold '")
                            .append(recall.threshold())
                            .append("': ")
                            .append(recall.found())
                            .append(" of ")
                            .append(recall.pairs()));
            text.append(MissingText.of(report.missing(), report.unreadable()));
            answer.print(
                    ReportJson.of(report).put("out", out),
                    text.toString(),
                    session.json(),
                    spec.commandLine().getOut());
        }
        return 0;
    }
}
