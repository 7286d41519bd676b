package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.PictureRate;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.error.InputException;
import dev.likeness.gallery.AddReport;
import dev.likeness.gallery.GalleryInfo;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.model.ModelFiles;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "re-encode",
        mixinStandardHelpOptions = true,
        description = {
            "Encodes all pictures of a gallery again with another model, given by --model.",
            "The gallery answers with its old model until all pictures are done; an interrupted run continues. Your answers"
                    + " about pairs are kept. Pictures whose files are gone leave the gallery."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples --model photos",
            "    likeness gallery re-encode --model characters"
        })
final class GalleryEncodeAgainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (gallery.model().isAutomatic()) {
            throw new InputException("re-encode needs the model to encode with; add --model NAME or --model DIR");
        }
        PrintWriter print = spec.commandLine().getOut();
        ModelFiles model = gallery.model().files();
        AddReport report;
        try (ProgressDisplay bar = new ProgressDisplay("re-encode", System.err)) {
            report = gallery.place().encodeAgain(model, new PictureRate(bar));
        }
        try (PictureGallery opened = gallery.place().open()) {
            AddText added = AddText.of(report, opened);
            added.warn(spec.commandLine().getErr());
            GalleryInfo info = opened.info();
            if (json.wanted()) {
                ObjectNode result = JsonOption.object()
                        .put("gallery", GalleryText.absolute(opened))
                        .put("model", info.model())
                        .put("pictures", info.pictures());
                added.describe(result);
                JsonOption.print(result, print);
            } else {
                print.println(added.line());
                print.println(AddText.counted(info.pictures(), "picture") + " encoded with the model " + info.model());
            }
        }
        return ExitCode.OK;
    }
}
