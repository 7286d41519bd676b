package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.model.ModelCard;
import dev.likeness.model.Provenance;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * Repeats the splits that the card records for the model, and for the models that it started from, if they were trained on
     * this data set or on a selection of it.
     *
     * @return empty if they were trained on other data, or the card does not record the split
     */
    public static Optional<TrainedIdentities> of(ModelCard card, Opening data) {
        return card.provenance().trainedOn().stream()
                .flatMap(use -> of(use, data).stream())
                .reduce(TrainedIdentities::with);
    }

    private TrainedIdentities with(TrainedIdentities other) {
        return new TrainedIdentities(
                union(identities, other.identities), union(pictures, other.pictures), declared && other.declared);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }

    private static Optional<TrainedIdentities> of(Provenance.TrainedOn use, Opening data) {
        String hash = use.data().sha256();
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        try {
            DataSelection selection = DataSelection.of(use.data().selection());
            DataSet whole = data.open(selection.labelling());
            if (whole.isOfficial()) {
                return Optional.empty();
            }
            DataSet selected = selection.repeatedOn(whole);
            return selected.hash().equals(hash)
                    ? Optional.of(trained(selected, use.holdOut(), use.seed()))
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
        return uses(card).anyMatch(use -> use.sha256().equals(evaluated.hash()))
                || of(card, whole)
                        .filter(known -> evaluated.evaluationPictures().stream().anyMatch(known::isTrained))
                        .isPresent();
    }

    /**
     * Whether a model, or one that it started from, was trained on data with this name: if its card records no split, the data
     * may overlap.
     */
    public static boolean mayOverlap(DataSet data, ModelCard card) {
        return uses(card)
                .map(Provenance.DataUse::name)
                .anyMatch(name -> !name.isEmpty() && UserPath.lastName(name).equals(UserPath.lastName(data.name())));
    }

    private static Stream<Provenance.DataUse> uses(ModelCard card) {
        return Stream.concat(
                Stream.of(card.provenance().data()),
                card.provenance().trainedOn().stream().map(Provenance.TrainedOn::data));
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
