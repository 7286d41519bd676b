package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.PictureFiles;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.picture.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
            "Finds the pictures of a gallery that look most like a picture, which need not be in it.",
            "The embedding finds a shortlist, and the whole model ranks it: score and probability are those of 'likeness"
                    + " compare'. Turned and mirrored copies are found as well."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples",
            "    likeness gallery search examples/cathedral-postcard.jpg -k 3",
            "    likeness gallery search examples/cathedral-postcard.jpg --only '*.jpg' --newer-than 2w --json"
        })
final class GallerySearchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The picture to search for.")
    private Path query;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "DIR",
            description = "Only hits in these folders. Default: the whole gallery.")
    private List<Path> folders = new ArrayList<>();

    @Mixin
    private SearchOptions options;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        PictureFiles.requireExisting(folders);
        Picture picture = Picture.read(query);
        try (PictureGallery opened = gallery.open()) {
            SearchSettings settings = options.settings(Folders.filter(folders));
            SearchAnswer answer = SearchAnswer.of(query, picture, opened, settings, err);
            Path maps = options.map();
            if (maps != null) {
                answer.writeMaps(maps);
            }
            if (json.wanted()) {
                ObjectNode result = answer.json();
                answer.addHits(result);
                JsonOption.print(result, print);
            } else {
                answer.print(print, err);
            }
        }
        return ExitCode.OK;
    }
}
