package dev.likeness.train;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.Sha256;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.model.Provenance;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.network.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a model folder, as the start of a training. */
final class ModelWeights {
    private static final String FILE = "weights.safetensors";

    private ModelWeights() {}

    /**
     * Reads the weights for these parameters.
     *
     * @throws InputException if the model has a different network
     */
    static Map<String, float[]> read(ModelFiles model, List<Parameter> parameters) {
        Map<String, SafeTensors.Array> arrays = SafeTensors.read(bytes(model), model.name() + ": " + FILE);
        Map<String, float[]> numbers = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            SafeTensors.Array array = arrays.get(parameter.name());
            if (array == null || !array.shape().equals(parameter.shape())) {
                throw new InputException(
                        model.name() + ": its network is different (" + parameter + " is not in its " + FILE + ")",
                        new Remedy(Remedy.Action.KEEP_DESIGN));
            }
            numbers.put(parameter.name(), array.values());
        }
        return numbers;
    }

    /**
     * Whether a model was trained on the same data with the same seed. If so, it held out the identities that are held
     * out now; if not, it may have been trained on them, and the measured results may be optimistic.
     */
    static boolean sameSplit(ModelFiles model, String dataHash, long seed) {
        Provenance provenance = card(model).provenance();
        return provenance.data().sha256().equals(dataHash)
                && provenance.training().seed() == seed;
    }

    static String checksum(ModelFiles model) {
        return Sha256.hex(bytes(model));
    }

    private static byte[] bytes(ModelFiles model) {
        return LearnedMeasure.verified(model, card(model), FILE);
    }

    private static ModelCard card(ModelFiles model) {
        return ModelJson.read(model.read("model.json"), model.name());
    }
}
