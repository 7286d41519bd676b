package dev.likeness.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.network.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a model folder, to go on training from. */
final class ModelWeights {
    private static final String FILE = "weights.safetensors";

    private ModelWeights() {}

    /**
     * Reads the weights for these parameters.
     *
     * @throws InputException if the model's network is another one
     */
    static Map<String, float[]> read(ModelFiles model, List<Parameter> parameters) {
        Map<String, SafeTensors.Array> arrays = SafeTensors.read(bytes(model), model.name() + ": " + FILE);
        Map<String, float[]> numbers = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            SafeTensors.Array array = arrays.get(parameter.name());
            if (array == null || !array.shape().equals(parameter.shape())) {
                throw new InputException(model.name() + ": its network is another one (" + parameter + " is not in its "
                        + FILE + "); train with its own recipe: leave out the options that change the design");
            }
            numbers.put(parameter.name(), array.values());
        }
        return numbers;
    }

    /**
     * Whether a model was trained on the same data with the same seed, so that the identities held out now were held out
     * then. Otherwise what is measured on them may flatter.
     */
    static boolean sameSplit(ModelFiles model, String dataHash, long seed) {
        JsonNode provenance =
                ModelJson.read(model.read("model.json"), model.name()).notes().provenance();
        return provenance.path("data_sha256").asText().equals(dataHash)
                && provenance.path("seed").asLong() == seed;
    }

    static String checksum(ModelFiles model) {
        return Sha256.hex(bytes(model));
    }

    private static byte[] bytes(ModelFiles model) {
        ModelCard card = ModelJson.read(model.read("model.json"), model.name());
        return LearnedMeasure.verified(model, card, FILE);
    }
}
