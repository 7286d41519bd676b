package dev.likeness.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.FileLabels;
import dev.likeness.data.format.DataFormats;
import dev.likeness.error.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for how a data set is read and which of its pictures are used. */
public final class DataOptions {
    @Option(
            names = "--format",
            paramLabel = "WORD",
            completionCandidates = Formats.class,
            description = "The format of the data: ${COMPLETION-CANDIDATES}. Default: recognised from the files.")
    private @Nullable String format;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "Use only pictures whose path inside the data matches, such as --only '*[37bf].png'; *"
                    + " also matches folders. May be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--leave-out",
            paramLabel = "GLOB",
            description = "Leave out pictures whose path inside the data matches. May be repeated.")
    private List<String> leaveOut = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "REGEX",
            description = "Take identities from file names: the first group of a regular expression, or the whole"
                    + " match, such as --labels '^([^_]+)_'. The folder of a picture is its group.")
    private @Nullable String labels;

    @Option(
            names = "--split",
            paramLabel = "WORD",
            description = "For data in folders train, val and test, or with a column split: use train, val, test,"
                    + " or all pictures without splits. Default: train uses train and holds out val; evaluate uses"
                    + " test, or val if there is no test.")
    private @Nullable String split;

    /** The names that the help shows. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DataFormats.names().iterator();
        }
    }

    /** The whole data set. */
    public DataSet open(Path data) {
        return open(data, selection().labelling());
    }

    /** The whole data set, with identities from another label expression. */
    public DataSet open(Path data, @Nullable FileLabels otherLabels) {
        return DataFormats.open(data, format, otherLabels);
    }

    /**
     * The whole data set, with identities from another label expression; the opened one if the expressions are equal.
     */
    public DataSet sameOpened(DataSet opened, Path data, @Nullable FileLabels otherLabels) {
        FileLabels own = selection().labelling();
        return String.valueOf(own).equals(String.valueOf(otherLabels)) ? opened : open(data, otherLabels);
    }

    public DataSelection selection() {
        return new DataSelection(only, leaveOut, given("--labels", labels), given("--split", split));
    }

    /** The value of an option; empty if it was not given. */
    private static String given(String option, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw new InputException(option + " is empty; give a value, or leave it out");
        }
        return value == null ? "" : value;
    }

    /** Records the --only, --leave-out, --labels and --split selection in the result. */
    public void describe(ObjectNode result) {
        if (!only.isEmpty()) {
            result.set("only", JsonOption.tree(only));
        }
        if (!leaveOut.isEmpty()) {
            result.set("leave_out", JsonOption.tree(leaveOut));
        }
        if (labels != null) {
            result.put("labels", labels);
        }
        if (split != null) {
            result.put("split", selection().split());
        }
    }

    /** The selected pictures of a data set. */
    public DataSet openSelected(Path data) {
        return selection().of(open(data));
    }
}
