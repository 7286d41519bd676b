package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.picture.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the pictures in folders that look most like a picture; turned and mirrored copies as well.",
            "The first call encodes the folders and keeps the codes in the folder of your data; later calls read only what"
                    + " has changed."
        },
        footer = {
            "",
            "Examples:",
            "    likeness search examples/cathedral-postcard.jpg examples",
            "    likeness search examples/cathedral-postcard.jpg examples -k 1 --map maps"
        })
public final class SearchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The picture to search for.")
    private Path query;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "DIR", description = "The folders to search.")
    private List<Path> folders;

    @Mixin
    private SearchOptions options;

    @Mixin
    private ModelOption model;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Picture picture = Picture.read(query);
        SearchSettings settings = options.settings(stored -> true);
        try (FolderGallery opened = FolderGallery.of(folders, model, err)) {
            SearchAnswer answer = SearchAnswer.of(query, picture, opened.gallery(), settings, err);
            Path maps = options.map();
            if (maps != null) {
                answer.writeMaps(maps);
            }
            opened.tellPlace(err);
            if (json.wanted()) {
                ObjectNode result = answer.json();
                opened.added().describe(result);
                answer.addHits(result);
                JsonOption.print(result, print);
            } else {
                answer.print(print, err);
            }
        }
        return ExitCode.OK;
    }
}
