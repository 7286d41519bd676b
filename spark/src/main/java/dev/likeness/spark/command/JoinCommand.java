package dev.likeness.spark.command;

import dev.likeness.gallery.DuplicateKind;
import dev.likeness.spark.EncodedPictures;
import dev.likeness.spark.JoinJob;
import dev.likeness.spark.JoinReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "join",
        mixinStandardHelpOptions = true,
        description = "Finds which pictures of one table of codes are already in another, exactly or as edited copies.")
final class JoinCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NEW", description = "The table of the new pictures.")
    private String newPictures;

    @Parameters(index = "1", paramLabel = "COLLECTION", description = "The table of the collection.")
    private String collection;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "MATCHES",
            description = "The folder of the table of matches; an existing one is replaced.")
    private String out;

    @Mixin
    private CellOptions cells;

    @Mixin
    private SessionOptions session;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = session.open("join")) {
            Answer answer = new Answer();
            JoinReport report = new JoinJob(spark, session.source(spark), cells.settings(DuplicateKind.EDITED, 0))
                    .find(new EncodedPictures(spark, newPictures), new EncodedPictures(spark, collection), out);
            answer.print(
                    ReportJson.of(report).put("out", out),
                    report.there() + " of " + report.newPictures() + " new pictures are in the collection, "
                            + report.exact() + " of them with the same pixels: " + out
                            + MissingText.of(report.missing(), report.unreadable()),
                    session.json(),
                    spec.commandLine().getOut());
        }
        return 0;
    }
}
