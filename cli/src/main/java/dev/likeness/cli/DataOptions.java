package dev.likeness.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataFormats;
import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
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
