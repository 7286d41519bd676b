package dev.likeness.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.FileLabels;
import dev.likeness.data.format.DataFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a data set is read, and which of its pictures are used. */
public final class DataOptions {
    @Option(
            names = "--format",
            paramLabel = "WORD",
            completionCandidates = Formats.class,
            description = "Where it is not to be recognised from the files: ${COMPLETION-CANDIDATES}.")
    private @Nullable String format;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "Use only pictures whose path inside the data fits, such as --only '*[37bf].png'; * also"
                    + " spans folders. May be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--leave-out",
            paramLabel = "GLOB",
            description = "Leave out pictures whose path inside the data fits. May be repeated.")
    private List<String> leaveOut = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "REGEX",
            description = "Take identities from file names: the first group of a regular expression, or all that fits,"
                    + " such as --labels '^([^_]+)_'. The folder of a picture is its group.")
    private String labels = "";

    @Option(
            names = "--split",
            paramLabel = "WORD",
            description = "Of data in folders train, val and test, or with a column split: use train, val, test, or all"
                    + " as if they were not divided. Default: train trains on train and holds out val, evaluate"
                    + " judges by test, or else val.")
    private String split = "";

    /** The words that the help shows. */
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

    /** The whole data set, with identities from elsewhere than the options say. */
    public DataSet open(Path data, @Nullable FileLabels otherLabels) {
        return DataFormats.open(data, format, otherLabels);
    }

    /** The whole data set, with identities from elsewhere: the one that was opened already where that is the same. */
    public DataSet sameOpened(DataSet opened, Path data, @Nullable FileLabels otherLabels) {
        FileLabels own = selection().labelling();
        return String.valueOf(own).equals(String.valueOf(otherLabels)) ? opened : open(data, otherLabels);
    }

    public DataSelection selection() {
        return new DataSelection(only, leaveOut, labels, split);
    }

    /** Says in a result which pictures it comes from, where not from all, and where their identities come from. */
    public void describe(ObjectNode result) {
        if (!only.isEmpty()) {
            result.set("only", JsonOption.tree(only));
        }
        if (!leaveOut.isEmpty()) {
            result.set("leave_out", JsonOption.tree(leaveOut));
        }
        if (!labels.isEmpty()) {
            result.put("labels", labels);
        }
        if (!split.isEmpty()) {
            result.put("split", selection().split());
        }
    }

    /** The pictures of a data set that are to be used. */
    public DataSet openSelected(Path data) {
        return selection().of(open(data));
    }
}
