package dev.likeness.cli.gallery;

import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.gallery.GalleryInfo;
import dev.likeness.gallery.PictureGallery;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description =
                "Shows how many pictures a gallery has, which model made their codes, and how much space it takes.",
        footer = {"", "Examples:", "    likeness gallery add examples", "    likeness gallery info --json"})
final class GalleryInfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        try (PictureGallery opened = gallery.open()) {
            GalleryInfo info = opened.info();
            if (json.wanted()) {
                JsonOption.print(
                        JsonOption.object()
                                .put("gallery", GalleryText.absolute(opened))
                                .put("pictures", info.pictures())
                                .put("model", info.model())
                                .put("identity", info.identity())
                                .put("bytes", info.bytes())
                                .put("marks", info.marks())
                                .put("graph", info.graph()),
                        print);
            } else {
                print.println("gallery   " + GalleryText.shown(opened));
                print.println("pictures  " + info.pictures());
                print.println("model     " + info.model());
                print.printf(Locale.ROOT, "space     %.1f MB, the copy of the model included%n", info.bytes() / 1e6);
                print.println("marked    " + AddText.counted(info.marks(), "pair"));
                print.println("search    " + (info.graph() ? "by a graph" : "compares with every picture"));
            }
        }
        return ExitCode.OK;
    }
}
