package dev.likeness.gallery.index;

import dev.likeness.files.UserPath;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a gallery keeps of a picture beside its code.
 *
 * @param path absolute and normalised, as {@link UserPath#text}; it identifies the picture in the gallery
 * @param file the file when it was added
 * @param image the decoded picture
 */
public record StoredPicture(String path, File file, Image image) {
    /**
     * A file.
     *
     * @param bytes its size
     * @param modified when it was changed last
     * @param content SHA-256 of its bytes, in hexadecimal
     */
    public record File(long bytes, Instant modified, String content) {}

    /**
     * A decoded picture.
     *
     * @param width in pixels, upright
     * @param height in pixels, upright
     * @param pixels SHA-256 of width, height and decoded pixels, in hexadecimal: equal for two files with the same pixels
     * @param sharpness the mean magnitude of the second derivative of the brightness, in grey levels; comparable for
     *     pictures of the same size
     */
    public record Image(int width, int height, String pixels, double sharpness) {
        /** Width times height. */
        public long resolution() {
            return (long) width * height;
        }
    }

    /** The file's path. */
    public Path location() {
        return UserPath.ofText(Path.of(""), path);
    }

    /** The same contents in a file at another place. */
    public StoredPicture at(String otherPath, Instant modified) {
        return new StoredPicture(otherPath, new File(file.bytes, modified, file.content), image);
    }
}
