package dev.likeness.cli.gallery;

import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.PathText;
import dev.likeness.error.InputException;
import dev.likeness.gallery.PictureGallery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "mark",
        mixinStandardHelpOptions = true,
        description = {
            "Remembers your answer about two pictures of a gallery: whether they show the same thing.",
            "'gallery duplicates' respects it from then on, also after the files were moved. 'gallery export --marks' writes"
                    + " all answers as pairs to train on. It works while another process adds pictures."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples",
            "    likeness gallery mark examples/cathedral.jpg examples/cathedral-postcard.jpg same",
            "    likeness gallery mark examples/cave.jpg examples/flower.jpg different"
        })
final class GalleryMarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A picture of the gallery.")
    private Path a;

    @Parameters(index = "1", paramLabel = "FILE", description = "Another picture of the gallery.")
    private Path b;

    @Parameters(index = "2", paramLabel = "same|different", description = "Your answer; the last answer counts.")
    private String answer;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        boolean same = answer.equals("same");
        if (!same && !answer.equals("different")) {
            throw new InputException("the answer is '" + answer + "'; allowed: same or different");
        }
        PrintWriter print = spec.commandLine().getOut();
        try (PictureGallery opened = gallery.open()) {
            opened.mark(a, b, same);
            if (json.wanted()) {
                JsonOption.print(
                        JsonOption.object()
                                .put("gallery", GalleryText.absolute(opened))
                                .put("a", PathText.absolute(a))
                                .put("b", PathText.absolute(b))
                                .put("same", same)
                                .put("marks", opened.marks().size()),
                        print);
            } else {
                print.println("marked as " + answer + "; "
                        + AddText.counted(opened.marks().size(), "marked pair"));
            }
        }
        return ExitCode.OK;
    }
}
