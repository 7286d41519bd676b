package dev.likeness.cli.gallery;

import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.PictureRate;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.error.InputException;
import dev.likeness.gallery.GalleryPlace;
import dev.likeness.gallery.PictureGallery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the codes of a gallery, and your answers, into another gallery of the same model. No picture is read.",
            "Use it to move from a folder to a Solr cluster and back. Pictures at the same paths are replaced, and other"
                    + " pictures stay. --to is created with the model of the copied gallery if it does not exist; an"
                    + " interrupted run is repeated."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples --gallery my-gallery",
            "    likeness gallery copy --to copied-gallery --gallery my-gallery"
        })
final class GalleryCopyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @RunOutput
    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR|ADDRESS",
            description = "The gallery to copy into: a folder, or an address as for --gallery.")
    private Path to;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        GalleryPlace target =
                GalleryPlace.isAddress(to.toString()) ? GalleryPlace.of(to.toString()) : GalleryPlace.of(to);
        if (target.text().equals(gallery.place().text())) {
            throw new InputException("--to and --gallery are the same gallery, " + to + "; choose another one");
        }
        try (PictureGallery from = gallery.open();
                PictureGallery opened = target.exists() ? target.open() : target.open(from.model())) {
            long copied;
            try (ProgressDisplay bar = new ProgressDisplay("copy", System.err)) {
                copied = opened.copyFrom(from, new PictureRate(bar));
            }
            long pictures = opened.info().pictures();
            if (json.wanted()) {
                JsonOption.print(
                        JsonOption.object()
                                .put("gallery", GalleryText.absolute(from))
                                .put("to", GalleryText.absolute(opened))
                                .put("copied", copied)
                                .put("pictures", pictures),
                        print);
            } else {
                print.println(AddText.counted(copied, "picture") + " copied; " + AddText.counted(pictures, "picture")
                        + " in " + GalleryText.shown(opened));
            }
        }
        return ExitCode.OK;
    }
}
