package dev.likeness.cli.option;

import dev.likeness.data.DataSet;
import dev.likeness.data.SkippedPictures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many pictures of a data set may be unreadable. */
public final class UnreadableOption {
    @Option(
            names = "--unreadable",
            paramLabel = "N|N%",
            description =
                    "How many unreadable pictures may be skipped: a number, or a share of all. Default: 10, or 1%% if"
                            + " that is more.")
    private @Nullable String unreadable;

    /** The limit for skipped pictures. */
    public SkippedPictures.Limit limit() {
        return unreadable == null ? SkippedPictures.Limit.DEFAULT : SkippedPictures.Limit.of(unreadable);
    }

    /** Reads pictures of a data set and skips unreadable ones; in official benchmarks none may be skipped. */
    public SkippedPictures skipping(DataSet set) {
        return SkippedPictures.of(set, set.isOfficial() ? SkippedPictures.Limit.NONE : limit());
    }
}
