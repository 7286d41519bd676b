package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.GalleryPlace;
import dev.likeness.gallery.PictureGallery;
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
            paramLabel = "DIR|ADDRESS",
            description = "The folder of the gallery, or the address of one in a Solr cluster:"
                    + " solr:ZOOKEEPER:PORT/NAME. Default: likeness/gallery in the folder of your data, such as"
                    + " ~/.local/share.")
    private @Nullable Path gallery;

    @Mixin
    private ModelOption model;

    /** Where the gallery is. It need not exist. */
    public GalleryPlace place() {
        if (gallery == null) {
            return GalleryPlace.of(UserData.folder().resolve("gallery"));
        }
        return GalleryPlace.isAddress(gallery.toString())
                ? GalleryPlace.of(gallery.toString())
                : GalleryPlace.of(gallery);
    }

    /** The model option. */
    public ModelOption model() {
        return model;
    }

    /** Opens a gallery that exists, with its own model; one that was given must be that model. */
    public PictureGallery open() {
        GalleryPlace place = place();
        return model.isAutomatic() || !place.exists() ? place.open() : place.open(model.files());
    }

    /**
     * Opens a gallery that exists, in a folder of this machine.
     *
     * @param work what only such a gallery can do, such as {@code check}
     * @throws InputException if the gallery is elsewhere
     */
    public Gallery openFolder(String work) {
        PictureGallery opened = open();
        if (opened instanceof Gallery here) {
            return here;
        }
        opened.close();
        throw new InputException("'gallery " + work + "' needs a gallery in a folder, and --gallery is " + gallery
                + "; use the tools of that storage, or copy the gallery into a folder with 'gallery copy'");
    }

    /**
     * Opens the gallery, and creates it if it does not exist.
     *
     * @param roots files and folders by which a model is chosen for a new gallery
     * @param err is told which model was chosen
     */
    public PictureGallery openOrCreate(List<Path> roots, PrintWriter err) {
        GalleryPlace place = place();
        if (place.exists()) {
            return open();
        }
        return place.open(model.isAutomatic() ? model.files(PictureFiles.in(roots), err) : model.files());
    }
}
