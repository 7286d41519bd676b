package dev.likeness.gallery;

import java.nio.file.Path;

/**
 * The state of a gallery.
 *
 * @param folder of the gallery
 * @param pictures their number
 * @param model the name of the model that made the codes
 * @param identity of that model, SHA-256
 * @param bytes that the gallery takes on the disk, the copy of the model included
 * @param marks the number of pairs that were marked
 * @param graph whether searches use the graph
 */
public record GalleryInfo(
        Path folder, long pictures, String model, String identity, long bytes, long marks, boolean graph) {}
