package dev.likeness.spark;

import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.models.Models;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Where executors take the files of a model from: the jar of the bundled models, or a broadcast copy of a model folder. */
public sealed interface ModelSource extends Serializable {
    /** The file of a model that names the others. */
    String CARD = "model.json";

    /** The files, on the driver or in an executor. */
    ModelFiles files();

    /**
     * A bundled model. Every executor has it in its jar, so nothing is sent.
     *
     * @throws InputException if there is none of that name
     */
    static ModelSource bundled(String name) {
        Models.bundled(name);
        return new Bundled(name);
    }

    /** Files that the driver reads now and sends to each executor once. */
    static ModelSource broadcast(SparkSession spark, ModelFiles model) {
        Map<String, byte[]> files = new HashMap<>();
        byte[] json = model.read(CARD);
        files.put(CARD, json);
        for (String file : ModelJson.read(json, model.name()).files().keySet()) {
            if (file.endsWith(".onnx")) { // executors do not train
                files.put(file, model.read(file));
            }
        }
        return new Sent(
                model.name(),
                Sha256.hex(json),
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(files));
    }

    /** A bundled model. */
    record Bundled(String name) implements ModelSource {
        private static final long serialVersionUID = 1;

        @Override
        public ModelFiles files() {
            return Models.bundled(name);
        }
    }

    /**
     * The files of a model folder.
     *
     * @param checksum of its card, which has the checksums of its files
     */
    record Sent(String name, String checksum, Broadcast<Map<String, byte[]>> contents) implements ModelSource {
        private static final long serialVersionUID = 1;

        @Override
        public ModelFiles files() {
            return ModelFiles.of(name, file -> {
                byte[] content = contents.value().get(file);
                if (content == null) {
                    throw new InputException(name + ": the model has no file " + file + "; copy or train it again");
                }
                return content;
            });
        }
    }
}
