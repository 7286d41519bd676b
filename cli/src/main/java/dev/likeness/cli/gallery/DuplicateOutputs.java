package dev.likeness.cli.gallery;

import dev.likeness.cli.option.Companion;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.text.PathText;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.NewFolder;
import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.progress.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that hand the decision about duplicates over to the user. */
final class DuplicateOutputs {
    @RunOutput(beside = Companion.PAGES)
    @Option(
            names = "--html",
            paramLabel = "FILE.html",
            description = "Write a contact sheet: the groups with small pictures, to look at in a browser. More than "
                    + ContactSheetPages.GROUPS_ON_A_PAGE + " groups are split into pages, in a folder beside it.")
    private @Nullable Path html;

    @RunOutput
    @Option(
            names = "--csv",
            paramLabel = "FILE.csv",
            description = "Write a table with a row for each picture: group, kind, best, path, score, probability,"
                    + " label.")
    private @Nullable Path csv;

    @RunOutput
    @Option(
            names = "--links",
            paramLabel = "DIR",
            description = "Write a new folder with a folder of links for each group, to look at in a file browser.")
    private @Nullable Path links;

    @RunOutput
    @Option(
            names = "--script",
            paramLabel = "FILE",
            description =
                    "Write a shell script that moves the exact and edited copies into a folder of your choice. Read"
                            + " it and run it yourself: this program moves and deletes nothing.")
    private @Nullable Path script;

    /** Checks before the work begins what can be checked. */
    void check() {
        if (links != null) {
            NewFolder.refuseFull(links);
        }
    }

    /**
     * Writes what was asked for.
     *
     * @param kept pictures that the script leaves where they are, besides the best copies
     */
    void write(List<DuplicateGroup> groups, Predicate<Path> kept, Progress progress) {
        if (csv != null) {
            DuplicateTable.write(groups, csv);
        }
        if (links != null) {
            DuplicateLinks.write(groups, links);
        }
        if (script != null) {
            AtomicFiles.write(script, new DuplicateScript(groups, kept).bytes());
        }
        if (html != null) {
            new ContactSheetPages(groups, html).write(progress);
        }
    }

    /** Tells where the files are. */
    void tell(PrintWriter print) {
        if (csv != null) {
            print.println("table in " + PathText.shown(csv));
        }
        if (links != null) {
            print.println("links in " + PathText.shown(links));
        }
        if (script != null) {
            print.println("script in " + PathText.shown(script) + "; read it, then run: sh " + PathText.shown(script)
                    + " DIR");
        }
        if (html != null) {
            print.println("contact sheet in " + PathText.shown(html));
        }
    }
}
