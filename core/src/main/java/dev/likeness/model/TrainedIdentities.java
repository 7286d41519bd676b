package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PairSplit;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.Runs;
import dev.likeness.data.Split;
import dev.likeness.error.InputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which identities of a data set a model was trained on, as far as its card tells. */
public final class TrainedIdentities {
    private TrainedIdentities() {}

    /**
     * Repeats the split that the card records, where the model was trained on this data set or on a selection of it.
     *
     * @param whole the data set, without any selection made now
     * @return empty where the model was trained on other data, or its card does not tell how they were split
     */
    public static Optional<Set<String>> of(ModelCard card, DataSet whole) {
        JsonNode provenance = card.notes().provenance();
        String hash = provenance.path("data_sha256").asText();
        JsonNode share = provenance.path("recipe").path("selection").path("hold-out");
        if (hash.isEmpty() || !share.isNumber() || whole instanceof Runs) {
            return Optional.empty();
        }
        try {
            DataSet selected = new DataSelection(words(provenance.path("only")), words(provenance.path("leave_out")))
                    .repeatedOn(whole);
            return selected.hash().equals(hash)
                    ? Optional.of(split(
                            selected, share.asDouble(), provenance.path("seed").asLong()))
                    : Optional.empty();
        } catch (InputException e) {
            return Optional.empty(); // the selection leaves nothing of these data, or they cannot be split like that
        }
    }

    private static Set<String> split(DataSet data, double share, long seed) {
        List<LabelledPicture> train = data instanceof Pairs pairs
                ? PicturePair.pictures(PairSplit.of(pairs, share, seed).train())
                : Split.byIdentity(data.pictures(), share, seed).train();
        return train.stream().map(LabelledPicture::identity).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
