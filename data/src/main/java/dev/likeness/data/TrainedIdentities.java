package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.model.ModelCard;
import dev.likeness.model.Provenance;
import java.util.Optional;
import java.util.OptionalDouble;
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
        Provenance provenance = card.provenance();
        String hash = provenance.data().sha256();
        OptionalDouble share = provenance.holdOut();
        if (hash.isEmpty() || share.isEmpty()) {
            return Optional.empty();
        }
        try {
            DataSelection selection = DataSelection.of(provenance.data().selection());
            DataSet whole = data.open(selection.labelling());
            if (whole instanceof Runs) {
                return Optional.empty();
            }
            DataSet selected = selection.repeatedOn(whole);
            return selected.hash().equals(hash)
                    ? Optional.of(trained(
                            selected, share.getAsDouble(), provenance.training().seed()))
                    : Optional.empty();
        } catch (InputException e) {
            return Optional.empty(); // the selection leaves none of these data, or they cannot be split
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
}
