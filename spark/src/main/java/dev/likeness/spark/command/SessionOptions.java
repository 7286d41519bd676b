package dev.likeness.spark.command;

import dev.likeness.model.ModelFiles;
import dev.likeness.models.Models;
import dev.likeness.spark.ModelSource;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all jobs share. */
final class SessionOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            defaultValue = "photos",
            description =
                    "A bundled model (photos, characters), or a model folder on this machine, which is sent to the"
                            + " executors. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Spark's master, such as spark://HOST:7077 or local[4]. spark-submit has the same option, which is"
                            + " used if this one is absent.")
    private @Nullable String master;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** To be closed by the caller. */
    SparkSession open(String job) {
        SparkSession.Builder builder = SparkSession.builder()
                .appName("likeness-spark " + job)
                .config("spark.executorEnv.ORT_DISABLE_TELEMETRY", "1");
        if (master != null) {
            builder.master(master);
        }
        return builder.getOrCreate();
    }

    ModelSource source(SparkSession spark) {
        return Models.names().contains(model)
                ? ModelSource.bundled(model)
                : ModelSource.broadcast(spark, ModelFiles.at(Path.of(model)));
    }
}
