package dev.likeness.cli.gallery;

import dev.likeness.cli.option.PictureFilterOptions;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.error.InputException;
import dev.likeness.files.NewFolder;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.gallery.index.StoredPicture;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a gallery is searched. */
final class SearchOptions {
    private static final int MOST = 10_000;

    @Option(
            names = {"-k", "--most"},
            paramLabel = "N",
            defaultValue = "10",
            description = "The number of hits, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--exact",
            description = "Compare with every picture. Otherwise a graph finds the nearest in galleries of more than"
                    + " 50,000 pictures.")
    private boolean exact;

    @Option(
            names = "--no-orientations",
            description = "Search the upright picture only, not also turned and mirrored: faster.")
    private boolean upright;

    @RunOutput
    @Option(
            names = "--map",
            paramLabel = "DIR",
            description = "Write a likeness map for each hit into this new or empty folder: 01.png is the best hit.")
    private @Nullable Path map;

    @Mixin
    private PictureFilterOptions filter;

    /** Where maps are written; null for none. */
    @Nullable
    Path map() {
        return map;
    }

    /** @throws InputException if an option has an invalid value */
    SearchSettings settings(Predicate<StoredPicture> among) {
        if (most < 1 || most > MOST) {
            throw new InputException("-k is " + most + "; allowed: 1 to " + MOST + " hits");
        }
        if (map != null) {
            NewFolder.refuseFull(map);
        }
        return new SearchSettings(most, exact, !upright, among.and(filter.filter()));
    }
}
