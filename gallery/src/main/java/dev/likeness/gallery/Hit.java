package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import java.nio.file.Path;

/**
 * A picture that a search found.
 *
 * @param picture what the gallery knows of it
 * @param score of the model, as {@code compare} gives for the query in this orientation and the picture
 * @param probability that both show the same thing, 0 to 1, as {@code compare} states it
 * @param match whether the score reaches the model's threshold
 * @param orientation of the query that was compared: upright, unless only a turned or mirrored query matches
 */
public record Hit(StoredPicture picture, double score, double probability, boolean match, Orientation orientation) {
    /** The path of the picture. */
    public Path path() {
        return picture.location();
    }
}
