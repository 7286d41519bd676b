package dev.likeness.gallery;

/**
 * The state of a gallery.
 *
 * @param place of the gallery: its folder, or its address
 * @param pictures their number
 * @param model the name of the model that made the codes
 * @param identity of that model, SHA-256
 * @param bytes that the gallery takes on the disk, the copy of the model included
 * @param marks the number of pairs that were marked
 * @param graph whether searches use the graph
 */
public record GalleryInfo(
        String place, long pictures, String model, String identity, long bytes, long marks, boolean graph) {}
