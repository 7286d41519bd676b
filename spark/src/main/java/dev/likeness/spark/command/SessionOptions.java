package dev.likeness.spark.command;

import dev.likeness.error.ControlCharacters;
import dev.likeness.error.InputException;
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
        try {
            return builder.getOrCreate();
        } catch (Exception e) { // whatever Spark throws, also its checked exceptions
            throw new InputException(
                    "Spark did not start"
                            + (master == null ? "" : " with the master " + ControlCharacters.shown(master))
                            + " (" + reason(e)
                            + "); check that the master runs, that this machine reaches it and that its address is written"
                            + " as its page shows it, such as spark://HOST:7077",
                    e);
        }
    }

    /** Spark stops the context while it starts if no master answers, and then fails in any of its parts. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return e.getClass().getSimpleName() + ": " + message;
    }

    ModelSource source(SparkSession spark) {
        return Models.names().contains(model)
                ? ModelSource.bundled(model)
                : ModelSource.broadcast(spark, ModelFiles.at(Path.of(model)));
    }
}
