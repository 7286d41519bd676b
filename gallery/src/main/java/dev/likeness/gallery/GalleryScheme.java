package dev.likeness.gallery;

/** A way to reach galleries that are not in a folder of this machine. */
public interface GalleryScheme {
    /**
     * A place.
     *
     * @param address what follows the scheme and its colon
     * @throws dev.likeness.error.InputException if the address is not valid
     */
    GalleryPlace place(String address);
}
