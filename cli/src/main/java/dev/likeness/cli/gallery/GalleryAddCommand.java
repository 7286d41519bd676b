package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.PictureFiles;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.PictureRate;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.PictureGallery;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Adds pictures to a gallery; folders with all their subfolders. The gallery is created if it does not exist.",
            "Run it again after changes: files whose path, size and time are known are passed over, moved and copied files"
                    + " keep their codes, and an interrupted run continues. A file that is not a picture is reported and does"
                    + " not end the work."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples",
            "    likeness gallery add examples --gallery my-gallery --model photos --json"
        })
final class GalleryAddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR|FILE", description = "Folders and picture files.")
    private List<Path> roots;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        PictureFiles.requireExisting(roots);
        try (PictureGallery opened = gallery.openOrCreate(roots, err)) {
            AddText added;
            try (ProgressDisplay bar = new ProgressDisplay("add", System.err)) {
                added = AddText.of(opened.add(roots, new PictureRate(bar)), opened);
            }
            added.requirePictures(roots).warn(err);
            long pictures = opened.info().pictures();
            if (json.wanted()) {
                ObjectNode result = JsonOption.object()
                        .put("gallery", GalleryText.absolute(opened))
                        .put("model", opened.info().model())
                        .put("pictures", pictures);
                added.describe(result);
                JsonOption.print(result, print);
            } else {
                print.println(added.line());
                print.println(AddText.counted(pictures, "picture") + " in " + GalleryText.shown(opened));
            }
            return namedFilesFailed(added) ? ExitCode.BAD_INPUT : ExitCode.OK;
        }
    }

    /** Whether a file that was named itself is missing; other files in folders may be anything. */
    private boolean namedFilesFailed(AddText added) {
        Set<String> named = roots.stream()
                .filter(root -> !Files.isDirectory(root))
                .map(UserPath::text)
                .collect(Collectors.toSet());
        return added.report().failures().stream().anyMatch(failure -> named.contains(failure.path()));
    }
}
