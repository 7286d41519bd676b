package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.model.ModelCard;
import dev.likeness.model.Provenance;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The identities of a data set that a model was trained on, as recorded in its card.
 *
 * @param identities as the data were labelled for training
 * @param pictures the names of the training pictures
 * @param declared whether the owner of the data declared splits by folders: then other pictures of the same identities may
 *     be used for selection and evaluation
 */
public record TrainedIdentities(Set<String> identities, Set<String> pictures, boolean declared) {
    public TrainedIdentities {
        identities = Set.copyOf(identities);
        pictures = Set.copyOf(pictures);
    }

    /** No identities. */
    public static final TrainedIdentities NONE = new TrainedIdentities(Set.of(), Set.of(), false);

    /** Opens the whole data set; identities come from file names, or from the format if {@code labels} is null. */
    @FunctionalInterface
    public interface Opening {
        DataSet open(@Nullable FileLabels labels);
    }

    /** Whether a picture must not be used to test the model. */
    public boolean isTrained(LabelledPicture picture) {
        return pictures.contains(picture.name()) || (!declared && identities.contains(picture.identity()));
    }

    /**
     * Repeats the split that the card records if the model was trained on this data set or on a selection of it.
     *
     * @return empty if the model was trained on other data, or its card does not record the split
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
            if (whole.isOfficial()) {
                return Optional.empty();
            }
            DataSet selected = selection.repeatedOn(whole);
            return selected.hash().equals(hash)
                    ? Optional.of(trained(
                            selected, share.getAsDouble(), provenance.training().seed()))
                    : Optional.empty();
        } catch (InputException e) {
            return Optional.empty(); // the recorded selection or split does not apply to these data
        }
    }

    /**
     * Whether evaluation data contain identities that a model was trained on, so that results on them are optimistic. False
     * for declared splits, which share identities on purpose.
     *
     * @param evaluated the data to evaluate on
     */
    public static boolean areIn(DataSet evaluated, ModelCard card, Opening whole) {
        if (!evaluated.declaredSplits().isEmpty()) {
            return false;
        }
        String hash = card.provenance().data().sha256();
        return hash.equals(evaluated.hash())
                || of(card, whole)
                        .filter(known -> evaluated.evaluationPictures().stream().anyMatch(known::isTrained))
                        .isPresent();
    }

    /** Whether a model was trained on data with this name: if its card records no split, the data may overlap. */
    public static boolean mayOverlap(DataSet data, ModelCard card) {
        String trainedOn = card.provenance().data().name();
        return !trainedOn.isEmpty() && UserPath.lastName(trainedOn).equals(UserPath.lastName(data.name()));
    }

    private static TrainedIdentities trained(DataSet data, double share, long seed) {
        TrainingSplit split = data.trainingSplit(share, seed);
        Set<String> identities =
                split.train().stream().map(LabelledPicture::identity).collect(Collectors.toSet());
        return new TrainedIdentities(
                identities,
                split.train().stream().map(LabelledPicture::name).collect(Collectors.toSet()),
                !data.declaredSplits().isEmpty() && split.trainPairs().isEmpty());
    }
}
