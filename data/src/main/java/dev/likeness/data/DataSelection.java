package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.model.Provenance.DataUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Selects pictures of a data set by globs on their {@linkplain LabelledPicture#name names}, which are whole paths inside
 * the data; see {@link PathGlob}.
 *
 * @param only a picture is kept if one of these globs matches; empty to keep all
 * @param leaveOut a kept picture is removed if one of these globs matches
 * @param labels the regular expression that takes identities from file names, see {@link FileLabels}; empty if identities
 *     come from elsewhere. It is used when data are {@linkplain #labelling opened}, and is stored here to be recorded
 * @param split of data with {@linkplain DeclaredSplits declared splits}: {@code train}, {@code validation} or {@code test}
 *     for one split, {@code all} to ignore the splits, empty for the default of the caller
 */
public record DataSelection(List<String> only, List<String> leaveOut, String labels, String split) {
    /** Every picture. */
    public static final DataSelection ALL = new DataSelection(List.of(), List.of());

    private static final String WITHOUT_SPLITS = "all";

    public DataSelection {
        only = List.copyOf(only);
        leaveOut = List.copyOf(leaveOut);
        split = splitWord(split);
    }

    /** By globs only. */
    public DataSelection(List<String> only, List<String> leaveOut) {
        this(only, leaveOut, "", "");
    }

    private static String splitWord(String written) {
        return written.isEmpty() || written.equalsIgnoreCase(WITHOUT_SPLITS)
                ? written.toLowerCase(Locale.ROOT)
                : SplitName.of(written)
                        .map(SplitName::word)
                        .orElseThrow(() -> new InputException(
                                "there is no split '" + written + "'; allowed are train, val, test and all"));
    }

    /** The selection that a model's card records. */
    public static DataSelection of(DataUse.Selection recorded) {
        return new DataSelection(recorded.only(), recorded.leaveOut(), recorded.labels(), recorded.split());
    }

    /** This selection as a model's card records it. */
    public DataUse.Selection recorded() {
        return new DataUse.Selection(only, leaveOut, labels, split);
    }

    /** The labels to open data with; null if identities are not taken from file names. */
    public @Nullable FileLabels labelling() {
        return labels.isEmpty() ? null : new FileLabels(labels);
    }

    /**
     * The selected pictures of a data set, in the same format, with their own hash, see {@link DataSet#keeping}.
     *
     * @throws InputException if a glob is invalid or matches no picture; if too little is left; if the data do not have the
     *     split; if a selected picture has no identity; or if pictures would be removed from
     *     {@linkplain DataSet#isOfficial official} data
     */
    public DataSet of(DataSet data) {
        if (!data.isOfficial()) {
            requireMatch(only, data, Remedy.Action.CORRECT_ONLY);
            requireMatch(leaveOut, data, Remedy.Action.CORRECT_LEAVE_OUT);
        }
        return repeatedOn(data);
    }

    /**
     * As {@link #of}, for a recorded selection: a glob that matches no picture is ignored, as it was before such globs were
     * rejected.
     *
     * @throws InputException as {@link #of} does, but not for such a glob
     */
    DataSet repeatedOn(DataSet data) {
        DataSet left = selected(inSplit(data));
        List<String> unmatched = left.pictures().stream()
                .filter(picture -> picture.identity().isEmpty())
                .map(LabelledPicture::name)
                .toList();
        if (!unmatched.isEmpty()) {
            String all = unmatched.size() == 1
                    ? ""
                    : " and " + (unmatched.size() - 1) + (unmatched.size() == 2 ? " other name" : " other names");
            throw new InputException(
                    data.name() + ": the label expression '" + labels + "' does not match the file name "
                            + PathNames.lastOf(unmatched.get(0)) + all + ", of "
                            + left.pictures().size() + " names",
                    new Remedy(Remedy.Action.CORRECT_LABELS_OR_LEAVE_OUT));
        }
        return left;
    }

    private DataSet inSplit(DataSet data) {
        if (split.isEmpty()) {
            return data;
        }
        Optional<SplitName> one = SplitName.of(split);
        if (one.isEmpty()) {
            return data.withoutSplits();
        }
        DeclaredSplits splits = data.declaredSplits();
        if (splits.pictures(one.get()).isEmpty()) {
            throw noSplit(data, splits);
        }
        return data.split(one.get());
    }

    private InputException noSplit(DataSet data, DeclaredSplits splits) {
        String problem = data.name() + ": the data have no split '" + split + "'";
        if (splits.isEmpty()) {
            return new InputException(
                    problem + ", as they have no folders train, val and test above folders of identities, and no column"
                            + " 'split'",
                    new Remedy(Remedy.Action.OMIT_SPLIT));
        }
        String names = splits.names().stream().map(SplitName::word).collect(Collectors.joining(" and "));
        return new InputException(
                problem + "; allowed are " + names + ", and all", new Remedy(Remedy.Action.CHOOSE_SPLIT));
    }

    private DataSet selected(DataSet data) {
        if (only.isEmpty() && leaveOut.isEmpty()) {
            return data;
        }
        if (data.isOfficial()) {
            throw new InputException(
                    data.name() + ": pictures cannot be removed from official data (" + asked()
                            + "), because results on a part are not comparable",
                    new Remedy(Remedy.Action.OMIT_SELECTION));
        }
        Predicate<LabelledPicture> matches = predicate();
        List<LabelledPicture> all = data.storedPictures();
        if (all.stream().noneMatch(matches)) {
            throw tooLittle(data, "none of the " + data.pictures().size() + " pictures is left");
        }
        DataSet left = data.keeping(matches);
        left.shortage().ifPresent(missing -> {
            throw tooLittle(data, missing);
        });
        return left;
    }

    /** A glob that matches nothing is rejected: the user would wrongly believe that those pictures were held out. */
    private static void requireMatch(List<String> globs, DataSet data, Remedy.Action remedy) {
        List<LabelledPicture> all = data.storedPictures();
        for (String glob : globs) {
            PathGlob pattern = PathGlob.of(glob);
            if (all.stream().noneMatch(picture -> pattern.matches(picture.name()))) {
                throw new InputException(
                        data.name() + ": the glob '" + glob + "' matches none of its " + all.size() + " pictures"
                                + howGlobsMatch(data),
                        new Remedy(remedy));
            }
        }
    }

    /** Whether a picture is selected. */
    public Predicate<LabelledPicture> predicate() {
        List<PathGlob> in = only.stream().map(PathGlob::of).toList();
        List<PathGlob> out = leaveOut.stream().map(PathGlob::of).toList();
        return picture -> (in.isEmpty() || anyMatches(in, picture)) && !anyMatches(out, picture);
    }

    private static boolean anyMatches(List<PathGlob> globs, LabelledPicture picture) {
        return globs.stream().anyMatch(glob -> glob.matches(picture.name()));
    }

    private InputException tooLittle(DataSet data, String what) {
        return new InputException(
                data.name() + ": with the selection (" + asked() + "), " + what + howGlobsMatch(data),
                new Remedy(Remedy.Action.CORRECT_SELECTION));
    }

    private static String howGlobsMatch(DataSet data) {
        return "; a glob matches the whole path inside the data, such as "
                + data.pictures().get(0).name();
    }

    private String asked() {
        List<String> words = new ArrayList<>();
        only.forEach(glob -> words.add("only '" + glob + "'"));
        leaveOut.forEach(glob -> words.add("leave out '" + glob + "'"));
        return String.join(", ", words);
    }
}
