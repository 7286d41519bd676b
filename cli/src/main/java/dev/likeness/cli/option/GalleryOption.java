package dev.likeness.cli.option;

import dev.likeness.gallery.Gallery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The gallery and its model. */
public final class GalleryOption {
    @Option(
            names = "--gallery",
            paramLabel = "DIR",
            description = "The folder of the gallery. Default: likeness/gallery in the folder of your data, such as"
                    + " ~/.local/share.")
    private @Nullable Path gallery;

    @Mixin
    private ModelOption model;

    /** The folder, which need not exist. */
    public Path folder() {
        return gallery == null ? UserData.folder().resolve("gallery") : gallery;
    }

    /** The model option. */
    public ModelOption model() {
        return model;
    }

    /** Opens a gallery that exists, with its own model; one that was given must be that model. */
    public Gallery open() {
        return model.isAutomatic() || !Gallery.exists(folder())
                ? Gallery.open(folder())
                : Gallery.open(folder(), model.files());
    }

    /**
     * Opens the gallery, and creates it if it does not exist.
     *
     * @param roots files and folders by which a model is chosen for a new gallery
     * @param err is told which model was chosen
     */
    public Gallery openOrCreate(List<Path> roots, PrintWriter err) {
        if (Gallery.exists(folder())) {
            return open();
        }
        return Gallery.open(folder(), model.isAutomatic() ? model.files(PictureFiles.in(roots), err) : model.files());
    }
}
