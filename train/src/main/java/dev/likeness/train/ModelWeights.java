package dev.likeness.train;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.Sha256;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.model.Provenance;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The weights of a model folder, as the start of a training. The encoder must be the same. The head may be another one: then
 * the model has no weights for it.
 *
 * @param numbers by the names of the parameters
 * @param encoderOnly whether the head is another one than the model's, so that it keeps its random weights
 */
record ModelWeights(Map<String, float[]> numbers, boolean encoderOnly) {
    private static final String FILE = "weights.safetensors";

    /**
     * Checks before any picture is read whether a model fits a recipe. With {@code auto} channels, whether the pictures have
     * the colours of the model is checked later.
     *
     * @throws InputException as {@link #read} does
     */
    static void require(ModelFiles model, Recipe recipe) {
        int size = recipe.input().size();
        int channels = switch (recipe.input().channels()) {
            case "grey" -> 1;
            case "colour" -> 3;
            default -> card(model).input().channels();
        };
        PictureShape shape = new PictureShape(size, size, channels);
        read(model, Networks.build(recipe.design(), shape), recipe, shape);
    }

    /**
     * Reads the weights of a network.
     *
     * @param shape of the network's input
     * @throws InputException if the model has another encoder, naming the part that differs. If the encoder is trained, the
     *     shapes of its parameters must be equal; if a part of it is frozen, its input and its strides too
     */
    static ModelWeights read(ModelFiles model, Network network, Recipe recipe, PictureShape shape) {
        ModelCard card = card(model);
        EncoderDifference compared = new EncoderDifference(card, recipe, shape);
        Optional<String> difference = compared.first();
        if (recipe.schedule().freezes() && difference.isPresent()) {
            throw different(model, difference.get());
        }
        Map<String, SafeTensors.Array> arrays = SafeTensors.read(bytes(model), model.name() + ": " + FILE);
        List<Parameter> required = network.encoderParameters();
        if (required.isEmpty()) {
            required = network.parameters(); // no part is the encoder
        }
        Map<String, float[]> numbers = new LinkedHashMap<>();
        for (Parameter parameter : required) {
            SafeTensors.Array array = fitting(arrays, parameter)
                    .orElseThrow(() -> different(
                            model,
                            difference
                                    .map(part -> part + " (" + lacking(parameter) + ")")
                                    .orElse(lacking(parameter))));
            numbers.put(parameter.name(), array.values());
        }
        Map<String, float[]> all = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            fitting(arrays, parameter).ifPresent(array -> all.put(parameter.name(), array.values()));
        }
        boolean whole =
                compared.sameHead() && all.size() == network.parameters().size();
        return new ModelWeights(whole ? all : numbers, !whole);
    }

    private static String lacking(Parameter parameter) {
        return parameter + " is not in its " + FILE;
    }

    private static Optional<SafeTensors.Array> fitting(Map<String, SafeTensors.Array> arrays, Parameter parameter) {
        return Optional.ofNullable(arrays.get(parameter.name()))
                .filter(array -> array.shape().equals(parameter.shape()));
    }

    private static InputException different(ModelFiles model, String difference) {
        return new InputException(
                model.name() + ": its encoder is different: " + difference, new Remedy(Remedy.Action.KEEP_ENCODER));
    }

    /**
     * Whether a model, and the models that it started from, were trained on the same data with the same seed and share of
     * held-out identities. If so, they held out the identities that are held out now; if not, they may have been trained on
     * them, and the measured results may be optimistic.
     */
    static boolean sameSplit(ModelFiles model, String dataHash, long seed, double holdOut) {
        Provenance provenance = card(model).provenance();
        Provenance.StartingModel before = provenance.from();
        return provenance.data().sha256().equals(dataHash)
                && provenance.training().seed() == seed
                && provenance.holdOut().equals(OptionalDouble.of(holdOut))
                && (before == null || before.sameSplit());
    }

    /** What a model and the models before it were trained on. */
    static List<Provenance.TrainedOn> trainedOn(ModelFiles model) {
        return card(model).provenance().trainedOn();
    }

    /** The name in a model's card. */
    static String nameOf(ModelFiles model) {
        return card(model).name();
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
