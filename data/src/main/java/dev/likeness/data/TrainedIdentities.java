package dev.likeness.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.error.InputException;
import dev.likeness.model.ModelCard;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which identities of a data set a model was trained on, as far as its card tells.
 *
 * @param identities as the data were labelled for training
 * @param pictures the names of the pictures that it was trained on
 * @param declared whether the owner of the data divided them by folders into splits: then other pictures of the same identities are
 *     there to select and judge by
 */
public record TrainedIdentities(Set<String> identities, Set<String> pictures, boolean declared) {
    public TrainedIdentities {
        identities = Set.copyOf(identities);
        pictures = Set.copyOf(pictures);
    }

    /** None. */
    public static final TrainedIdentities NONE = new TrainedIdentities(Set.of(), Set.of(), false);

    /** Opens the data set, whole, with identities as this says; null for where the format has them. */
    @FunctionalInterface
    public interface Opening {
        DataSet open(@Nullable FileLabels labels);
    }

    /** Whether a picture is no test of the model. */
    public boolean isTrained(LabelledPicture picture) {
        return pictures.contains(picture.name()) || (!declared && identities.contains(picture.identity()));
    }

    /**
     * Repeats the split that the card records, where the model was trained on this data set or on a selection of it.
     *
     * @return empty where the model was trained on other data, or its card does not tell how they were split
     */
    public static Optional<TrainedIdentities> of(ModelCard card, Opening data) {
        JsonNode provenance = card.notes().provenance();
        String hash = provenance.path("data_sha256").asText();
        JsonNode share = provenance.path("recipe").path("selection").path("hold-out");
        if (hash.isEmpty() || !share.isNumber()) {
            return Optional.empty();
        }
        try {
            DataSelection selection = new DataSelection(
                    words(provenance.path("only")),
                    words(provenance.path("leave_out")),
                    provenance.path("labels").asText(),
                    provenance.path("split").asText());
            DataSet whole = data.open(selection.labelling());
            if (whole instanceof Runs) {
                return Optional.empty();
            }
            DataSet selected = selection.repeatedOn(whole);
            return selected.hash().equals(hash)
                    ? Optional.of(trained(
                            selected, share.asDouble(), provenance.path("seed").asLong()))
                    : Optional.empty();
        } catch (InputException e) {
            return Optional.empty(); // the selection leaves nothing of these data, or they cannot be split like that
        }
    }

    private static TrainedIdentities trained(DataSet data, double share, long seed) {
        TrainingSplit split = TrainingSplit.of(data, share, seed);
        Set<String> identities =
                split.train().stream().map(LabelledPicture::identity).collect(Collectors.toSet());
        return new TrainedIdentities(
                identities,
                split.train().stream().map(LabelledPicture::name).collect(Collectors.toSet()),
                !DeclaredSplits.of(data).isEmpty() && !(data instanceof Pairs));
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
