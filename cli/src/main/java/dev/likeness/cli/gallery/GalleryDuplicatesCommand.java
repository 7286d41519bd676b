package dev.likeness.cli.gallery;

import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.PictureFiles;
import dev.likeness.gallery.DuplicateSettings;
import dev.likeness.gallery.PictureGallery;
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
        name = "duplicates",
        mixinStandardHelpOptions = true,
        description = {
            "Groups the pictures of a gallery that show the same thing around the best copy of each group, and labels how"
                    + " the others differ from it. No picture is changed or deleted.",
            "Your answers from 'gallery mark' are respected. The same gallery gives the same groups in the same order."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples",
            "    likeness gallery duplicates --html duplicates.html",
            "    likeness gallery duplicates --kind exact --csv duplicates.csv"
        })
final class GalleryDuplicatesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "DIR",
            description = "Only groups with a picture in these folders. Default: the whole gallery.")
    private List<Path> folders = new ArrayList<>();

    @Mixin
    private DuplicateOptions options;

    @Mixin
    private DuplicateOutputs outputs;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        outputs.check();
        PictureFiles.requireExisting(folders);
        DuplicateSettings settings = options.settings(Folders.filter(folders));
        try (PictureGallery opened = gallery.open()) {
            new DuplicateRun(opened, settings, outputs)
                    .run(
                            json.wanted(),
                            JsonOption.object(),
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr());
        }
        return ExitCode.OK;
    }
}
