package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.measure.Side;
import dev.likeness.model.Provenance.DataUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures of a data set are used, by globs on their {@linkplain LabelledPicture#name names}: the whole path inside
 * the data, upper and lower case apart. {@code *} stands for any characters, also those between folders; {@code ?} for
 * one; {@code [37b-f]} for one of these, {@code [!37]} for any other.
 *
 * @param only a picture is kept if one of these fits; empty to keep all
 * @param leaveOut of those kept, a picture goes if one of these fits
 * @param labels the regular expression that takes identities from file names, see {@link FileLabels}; empty where they come
 *     from elsewhere. It counts when data are {@linkplain #labelling opened}, and is kept here to be repeated
 * @param split of {@linkplain DeclaredSplits divided} data: {@code train}, {@code validation} or {@code test} for the
 *     pictures of one split, {@code all} for all of them as if the data were not divided, empty for what whoever uses the
 *     data does by itself
 */
public record DataSelection(List<String> only, List<String> leaveOut, String labels, String split) {
    /** Every picture. */
    public static final DataSelection ALL = new DataSelection(List.of(), List.of());

    private static final String UNDIVIDED = "all";

    public DataSelection {
        only = List.copyOf(only);
        leaveOut = List.copyOf(leaveOut);
        split = splitWord(split);
    }

    /** By globs alone. */
    public DataSelection(List<String> only, List<String> leaveOut) {
        this(only, leaveOut, "", "");
    }

    private static String splitWord(String written) {
        return written.isEmpty() || written.equalsIgnoreCase(UNDIVIDED)
                ? written.toLowerCase(Locale.ROOT)
                : SplitName.of(written)
                        .map(SplitName::word)
                        .orElseThrow(() -> new InputException(
                                "--split is '" + written + "'; allowed are train, val, test and all"));
    }

    /** The selection that a model's card records. */
    public static DataSelection of(DataUse.Selection recorded) {
        return new DataSelection(recorded.only(), recorded.leaveOut(), recorded.labels(), recorded.split());
    }

    /** This selection as a model's card records it. */
    public DataUse.Selection recorded() {
        return new DataUse.Selection(only, leaveOut, labels, split);
    }

    /** What data have to be opened with; null where identities are not taken from file names. */
    public @Nullable FileLabels labelling() {
        return labels.isEmpty() ? null : new FileLabels(labels);
    }

    /**
     * The pictures of a data set that fit, in the same format, with a hash of their own. A declared pair goes with
     * either of its pictures; its pictures keep their identities, as what is known of them stays known.
     *
     * @throws InputException if a glob fits no picture, or is none; if nothing is left, or not of both kinds; if the data
     *     have no such split; if a picture that is left has no identity; or if the data are one-shot runs, which are
     *     official as they are
     */
    public DataSet of(DataSet data) {
        if (!(data instanceof Runs)) {
            requireFit("--only", only, data);
            requireFit("--leave-out", leaveOut, data);
        }
        return repeatedOn(data);
    }

    /**
     * As {@link #of}, for a selection that was recorded: a glob that fits no picture changes nothing, then as now.
     *
     * @throws InputException as {@link #of} does, but for such a glob
     */
    DataSet repeatedOn(DataSet data) {
        DataSet left = chosen(inSplit(data));
        for (LabelledPicture picture : left.pictures()) {
            if (picture.identity().isEmpty()) {
                throw new InputException(data.name() + ": --labels '" + labels + "' does not fit the file name "
                        + PathNames.lastOf(picture.name()) + ", nor "
                        + (left.pictures().stream()
                                        .filter(other -> other.identity().isEmpty())
                                        .count()
                                - 1)
                        + " other names of " + left.pictures().size() + "; correct it, or leave those files out with"
                        + " --leave-out");
            }
        }
        return left;
    }

    private DataSet inSplit(DataSet data) {
        if (split.isEmpty()) {
            return data;
        }
        DeclaredSplits splits = DeclaredSplits.of(data);
        SplitName one = SplitName.of(split).orElse(null);
        if (splits.isEmpty() && one == null) {
            return data;
        }
        if (one != null && splits.pictures(one).isEmpty()) {
            throw new InputException(data.name() + ": --split " + split + " was asked for, and the data have "
                    + (splits.isEmpty()
                            ? "no splits: no folders train, val and test above folders of identities, and no column"
                                    + " 'split'; leave out --split"
                            : "the splits "
                                    + splits.names().stream()
                                            .map(SplitName::word)
                                            .collect(Collectors.joining(" and "))
                                    + "; choose one of these, or all"));
        }
        return DataSubset.ofSplit(data, one);
    }

    private DataSet chosen(DataSet data) {
        if (only.isEmpty() && leaveOut.isEmpty()) {
            return data;
        }
        if (data instanceof Runs) {
            throw new InputException(data.name() + ": pictures cannot be taken out of one-shot runs (" + asked()
                    + "): each of their trials needs its whole gallery; leave the globs away");
        }
        Predicate<LabelledPicture> fits = fits();
        List<LabelledPicture> all = named(data);
        if (all.stream().noneMatch(fits)) {
            throw nothingLeft(data, "pictures are left: 0 of " + data.pictures().size());
        }
        DataSet left = DataSubset.of(data, fits);
        requireSome(data, left);
        return left;
    }

    /** The pictures that a person sees in the data, by their names. */
    private static List<LabelledPicture> named(DataSet data) {
        return data instanceof Photos photos ? photos.photographs() : data.pictures();
    }

    /** A glob that fits no picture is mistyped: who left pictures out in vain would take them for unseen later. */
    private static void requireFit(String option, List<String> globs, DataSet data) {
        List<LabelledPicture> all = named(data);
        for (String glob : globs) {
            Pattern pattern = pattern(glob);
            if (all.stream().noneMatch(picture -> anyFits(List.of(pattern), picture))) {
                throw new InputException(data.name() + ": " + option + " '" + glob + "' fits none of its " + all.size()
                        + " pictures" + howGlobsFit(data));
            }
        }
    }

    private void requireSome(DataSet data, DataSet left) {
        if (left instanceof Pairs pairs && pairs.pairs().isEmpty()) {
            throw nothingLeft(
                    data,
                    "pairs are left with both their pictures: 0 of "
                            + ((Pairs) data).pairs().size());
        }
        if (left instanceof Kinds kinds && (kinds.count(Side.A) == 0 || kinds.count(Side.B) == 0)) {
            Kinds before = (Kinds) data;
            throw nothingLeft(
                    data,
                    "pictures of both kinds are left: " + kinds.count(Side.A) + " of "
                            + before.kinds().get(0) + ", " + kinds.count(Side.B) + " of "
                            + before.kinds().get(1));
        }
        if (left instanceof Homographies homographies
                && homographies.imagePairs().isEmpty()) {
            throw nothingLeft(data, "points are left with patches in the first and in another image: 0");
        }
    }

    /** Whether a picture is among those that are used. */
    public Predicate<LabelledPicture> fits() {
        List<Pattern> in = only.stream().map(DataSelection::pattern).toList();
        List<Pattern> out = leaveOut.stream().map(DataSelection::pattern).toList();
        return picture -> (in.isEmpty() || anyFits(in, picture)) && !anyFits(out, picture);
    }

    private static boolean anyFits(List<Pattern> globs, LabelledPicture picture) {
        return globs.stream().anyMatch(glob -> glob.matcher(picture.name()).matches());
    }

    private InputException nothingLeft(DataSet data, String what) {
        return new InputException(data.name() + ": after " + asked() + " too few " + what + howGlobsFit(data));
    }

    private static String howGlobsFit(DataSet data) {
        return "; a glob fits the whole path inside the data, such as "
                + data.pictures().get(0).name() + "; correct it, with a * in front and behind where parts may differ";
    }

    private String asked() {
        List<String> words = new ArrayList<>();
        only.forEach(glob -> words.add("--only '" + glob + "'"));
        leaveOut.forEach(glob -> words.add("--leave-out '" + glob + "'"));
        return String.join(" ", words);
    }

    private static Pattern pattern(String glob) {
        StringBuilder pattern = new StringBuilder();
        for (int at = 0; at < glob.length(); at++) {
            char c = glob.charAt(at);
            if (c == '[') {
                int first = glob.startsWith("!", at + 1) ? at + 2 : at + 1;
                int end = glob.indexOf(']', first + 1); // a ] that comes first is one of the characters
                if (end < 0) {
                    throw new InputException(
                            "the glob '" + glob + "' opens a [ that nothing closes; write [37b-f], or ? for any one");
                }
                String members = glob.substring(first, end).replaceAll("[\\[\\]\\\\^&]", "\\\\$0");
                pattern.append(first == at + 2 ? "[^" : "[").append(members).append(']');
                at = end;
            } else {
                pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return compiled(pattern.toString(), glob);
    }

    private static Pattern compiled(String pattern, String glob) {
        try {
            return Pattern.compile(pattern, Pattern.DOTALL);
        } catch (java.util.regex.PatternSyntaxException e) {
            throw new InputException(
                    "the glob '" + glob + "' has a range that runs backwards; write it from low to high, as [b-f]", e);
        }
    }
}
