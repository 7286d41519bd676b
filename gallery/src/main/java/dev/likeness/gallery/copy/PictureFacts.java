package dev.likeness.gallery.copy;

import dev.likeness.picture.Picture;

/**
 * What labels need to know about a file.
 *
 * @param width of the upright picture in pixels
 * @param height of the upright picture in pixels
 * @param format the name of the format in any spelling, such as {@code JPEG}; empty if it is unknown
 * @param bytes the length of the file; 0 if it is unknown
 */
public record PictureFacts(int width, int height, String format, long bytes) {
    public PictureFacts {
        if (width < 1 || height < 1 || bytes < 0) {
            throw new IllegalArgumentException("a picture has at least 1x1 pixels and its file at least 0 bytes, not "
                    + width + "x" + height + " and " + bytes);
        }
    }

    /** The facts of a file whose format is known by its name. */
    public static PictureFacts named(String file, int width, int height, long bytes) {
        String suffix = file.substring(file.lastIndexOf('.') + 1);
        return new PictureFacts(width, height, suffix.equalsIgnoreCase("jpg") ? "JPEG" : suffix, bytes);
    }

    /** The facts of a picture whose file is unknown. */
    public static PictureFacts of(Picture picture) {
        return new PictureFacts(picture.width(), picture.height(), "", 0);
    }
}
