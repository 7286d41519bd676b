package dev.likeness.cli.command;

import dev.likeness.augment.PhotoViews;
import dev.likeness.augment.Photograph;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.data.SeededRandom;
import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.picture.PictureShape;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "views",
        mixinStandardHelpOptions = true,
        description = "Shows the altered views of a photograph that training without labels uses: one sheet with the"
                + " photograph first, then its views.",
        footer = {"", "Example:", "    likeness data views examples/wheels-1.png --out views.png --strength 1.5"})
final class DataViewsCommand implements Callable<Integer> {
    private static final int MAX_VIEWS = 400;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PHOTO", description = "A picture file.")
    private Path photo;

    @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "The sheet to write.")
    @RunOutput(picture = true)
    private Path out;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "24",
            description = "Number of views, 1 to " + MAX_VIEWS + ". Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed of the views. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--strength",
            paramLabel = "S",
            defaultValue = "1",
            description = "Strength of the alterations, 0 to 2, as augmentation.strength in the recipe. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double strength;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Show views at this input size of a network, 8 to 1024 pixels. Default: full size.")
    private @Nullable Integer size;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (count < 1 || count > MAX_VIEWS) {
            throw new InputException("--count is " + count + "; allowed: 1 to " + MAX_VIEWS);
        }
        if (size != null && (size < 8 || size > 1024)) {
            throw new InputException("--size is " + size + "; allowed: 8 to 1024 pixels");
        }
        PhotoViews views = new PhotoViews(strength);
        Picture picture = Picture.read(photo);
        List<Picture> shown = new ArrayList<>(count + 1);
        shown.add(picture);
        for (int i = 0; i < count; i++) {
            Random random = SeededRandom.of(seed, i);
            shown.add(size == null ? views.view(picture, random) : small(views, picture, size, random));
        }
        PictureFile.write(ContactSheet.of(shown), out);
        PrintWriter print = spec.commandLine().getOut();
        if (json.wanted()) {
            JsonOption.print(
                    JsonOption.object()
                            .put("photo", photo.toString())
                            .put("views", count)
                            .put("sheet", out.toString()),
                    print);
        } else {
            print.println(photo + " and " + count + " views of it in " + out);
        }
        return ExitCode.OK;
    }

    private static Picture small(PhotoViews views, Picture picture, int size, Random random) {
        PictureShape shape = new PictureShape(size, size, 3);
        return new Picture(size, size, views.stretched(Photograph.of(picture, shape), shape, random));
    }
}
