package dev.likeness.spark.command;

import dev.likeness.spark.EncodedPictures;
import dev.likeness.spark.EvaluateJob;
import dev.likeness.spark.EvaluationReport;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Evaluates a model on a table of pairs: the protocol verification of 'likeness evaluate'.")
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PAIRS",
            description =
                    "A CSV file with a header, or a folder of Parquet: columns a and b with paths of the table, label 1 for"
                            + " the same thing and 0 for different things.")
    private String pairs;

    @Option(
            names = "--table",
            required = true,
            paramLabel = "TABLE",
            description = "The table of codes of the pictures.")
    private String table;

    @Mixin
    private SessionOptions session;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = session.open("evaluate")) {
            Answer answer = new Answer();
            EvaluationReport report = new EvaluateJob(session.source(spark))
                    .evaluate(
                            new EncodedPictures(spark, table),
                            pairs.endsWith(".csv")
                                    ? spark.read().option("header", "true").csv(pairs)
                                    : spark.read().parquet(pairs));
            answer.print(
                    ReportJson.of(report),
                    String.format(
                            Locale.ROOT,
                            "%d pairs: AUC %.4f, equal error rate %.2f %%, accuracy %.2f %%; %d pairs skipped",
                            report.result().pairs(),
                            report.result().auc().value(),
                            100 * report.result().eer().value(),
                            100 * report.result().accuracy().value(),
                            report.skipped()),
                    session.json(),
                    spec.commandLine().getOut());
        }
        return 0;
    }
}
