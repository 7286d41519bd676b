package dev.likeness.cli.text;

import dev.likeness.error.ControlCharacters;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.PictureGallery;

/** Formats where a gallery is, for people and for JSON. */
public final class GalleryText {
    private GalleryText() {}

    /** For people: its folder as {@link PathText#shown}, or its address. */
    public static String shown(PictureGallery gallery) {
        return gallery instanceof Gallery here
                ? PathText.shown(here.folder())
                : ControlCharacters.shown(gallery.place());
    }

    /** For JSON: its folder, absolute, or its address. */
    public static String absolute(PictureGallery gallery) {
        return gallery instanceof Gallery here ? PathText.absolute(here.folder()) : gallery.place();
    }
}
