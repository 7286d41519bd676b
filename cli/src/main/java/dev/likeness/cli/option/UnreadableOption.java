package dev.likeness.cli.option;

import dev.likeness.data.DataSet;
import dev.likeness.data.Runs;
import dev.likeness.data.SkippedPictures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many pictures of a data set may be broken. */
public final class UnreadableOption {
    @Option(
            names = "--unreadable",
            paramLabel = "N|N%",
            description =
                    "How many pictures may be skipped because they cannot be read, before it stops: a number, or a"
                            + " share of all. Default: 10, or 1%% where that is more.")
    private @Nullable String unreadable;

    /** How many pictures may be skipped. */
    public SkippedPictures.Limit limit() {
        return unreadable == null ? SkippedPictures.Limit.USUAL : SkippedPictures.Limit.of(unreadable);
    }

    /** What skips pictures of a data set that cannot be read; none of one-shot runs, which are official as they are. */
    public SkippedPictures skipping(DataSet set) {
        return SkippedPictures.of(set, set instanceof Runs ? SkippedPictures.Limit.NONE : limit());
    }
}
