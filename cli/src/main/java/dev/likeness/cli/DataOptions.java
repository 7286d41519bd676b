package dev.likeness.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataFormats;
import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.Runs;
import dev.likeness.data.SkippedPictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a data set is read, and which of its pictures are used. */
final class DataOptions {
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
            names = "--unreadable",
            paramLabel = "N|N%%",
            description =
                    "How many pictures may be skipped because they cannot be read, before it stops: a number, or a"
                            + " share of all. Default: 10, or 1%% where that is more.")
    private @Nullable String unreadable;

    /** The words that the help shows. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DataFormats.names().iterator();
        }
    }

    /** The whole data set. */
    DataSet open(Path data) {
        return DataFormats.open(data, format);
    }

    /** How many pictures may be skipped. */
    SkippedPictures.Limit unreadable() {
        return unreadable == null ? SkippedPictures.Limit.USUAL : SkippedPictures.Limit.of(unreadable);
    }

    /** What skips pictures of a data set that cannot be read; none of one-shot runs, which are official as they are. */
    SkippedPictures skipping(DataSet set) {
        return new SkippedPictures(set instanceof Runs ? SkippedPictures.Limit.NONE : unreadable());
    }

    DataSelection selection() {
        return new DataSelection(only, leaveOut);
    }

    /** Says in a result which pictures it was had from, where not from all. */
    void describe(ObjectNode result) {
        if (!only.isEmpty()) {
            result.set("only", JsonOption.tree(only));
        }
        if (!leaveOut.isEmpty()) {
            result.set("leave_out", JsonOption.tree(leaveOut));
        }
    }

    /** The pictures of a data set that are to be used. */
    DataSet openSelected(Path data) {
        return selection().of(open(data));
    }
}
