package dev.likeness.cli.option;

import dev.likeness.data.DataSet;
import dev.likeness.data.Runs;
import dev.likeness.data.SkippedPictures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many pictures of a data set may be unreadable. */
public final class UnreadableOption {
    @Option(
            names = "--unreadable",
            paramLabel = "N|N%",
            description =
                    "The number or share of unreadable pictures that are skipped before the command stops. Default:"
                            + " 10, or 1%% if that is more.")
    private @Nullable String unreadable;

    /** The limit for skipped pictures. */
    public SkippedPictures.Limit limit() {
        return unreadable == null ? SkippedPictures.Limit.USUAL : SkippedPictures.Limit.of(unreadable);
    }

    /** Skips unreadable pictures of a data set; of one-shot runs it skips none, because the benchmark is fixed. */
    public SkippedPictures skipping(DataSet set) {
        return SkippedPictures.of(set, set instanceof Runs ? SkippedPictures.Limit.NONE : limit());
    }
}
