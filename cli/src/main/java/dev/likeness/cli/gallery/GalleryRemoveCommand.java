package dev.likeness.cli.gallery;

import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.PathText;
import dev.likeness.error.InputException;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.index.StoredPicture;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {
            "Removes pictures from a gallery and gives their space back. The files stay where they are, and so do your"
                    + " answers about them ('gallery erase' removes these too)."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples",
            "    likeness gallery remove examples/cave.jpg",
            "    likeness gallery remove --missing"
        })
final class GalleryRemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "DIR|FILE",
            description = "Pictures, and folders with all their pictures; they need not exist any more.")
    private List<Path> roots = new ArrayList<>();

    @Option(names = "--missing", description = "Remove the pictures whose files are gone.")
    private boolean missing;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (roots.isEmpty() != missing) {
            throw new InputException("remove takes folders and files, or --missing; give one of both");
        }
        Predicate<StoredPicture> unwanted =
                missing ? picture -> Files.notExists(picture.location()) : Folders.in(roots);
        try (PictureGallery opened = gallery.open()) {
            long removed = opened.remove(unwanted);
            report("removed", removed, opened, roots, json, spec.commandLine().getOut());
        }
        return ExitCode.OK;
    }

    private static void report(
            String word, long number, PictureGallery gallery, List<Path> roots, JsonOption json, PrintWriter print) {
        if (number == 0 && !roots.isEmpty()) {
            throw new InputException(roots.stream().map(PathText::shown).collect(Collectors.joining(", "))
                    + ": no picture of the gallery " + GalleryText.shown(gallery)
                    + " is there; check the path, or choose another with --gallery");
        }
        long left = gallery.info().pictures();
        if (json.wanted()) {
            JsonOption.print(
                    JsonOption.object()
                            .put("gallery", GalleryText.absolute(gallery))
                            .put(word, number)
                            .put("pictures", left),
                    print);
        } else {
            print.println(AddText.counted(number, "picture") + " " + word + " from the gallery, " + left
                    + " left; no file was touched");
        }
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = {
                "Removes pictures from a gallery with every trace: codes, checksums, paths and your answers about them."
                        + " The files stay where they are."
            },
            footer = {
                "",
                "Examples:",
                "    likeness gallery add examples",
                "    likeness gallery erase examples/cave.jpg"
            })
    static final class Erase implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "1..*",
                paramLabel = "DIR|FILE",
                description = "Pictures, and folders with all their pictures; they need not exist any more.")
        private List<Path> roots;

        @Mixin
        private GalleryOption gallery;

        @Mixin
        private JsonOption json;

        @Override
        public Integer call() {
            try (Gallery opened = gallery.openFolder("erase")) {
                long erased = opened.erase(Folders.in(roots));
                report("erased", erased, opened, roots, json, spec.commandLine().getOut());
            }
            return ExitCode.OK;
        }
    }
}
