package dev.likeness.cli.gallery;

import dev.likeness.error.InputException;
import dev.likeness.picture.EncodedImage;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * A small picture for a page.
 *
 * @param source a data URI with a JPEG
 * @param shown its size
 * @param width of the whole picture in pixels
 * @param height of the whole picture in pixels
 */
record Thumbnail(String source, PictureShape shown, int width, int height) {
    private static final int SIDE = 160;

    /** Empty if the file cannot be read any more. */
    static Optional<Thumbnail> of(Path file) {
        try {
            Picture picture = Picture.read(file);
            double scale = Math.min(1, (double) SIDE / Math.max(picture.width(), picture.height()));
            PictureShape shape = new PictureShape(
                    (int) Math.max(1, Math.round(scale * picture.width())),
                    (int) Math.max(1, Math.round(scale * picture.height())),
                    3);
            Picture small =
                    scale == 1 ? picture : new Picture(shape.width(), shape.height(), Resizer.area(picture, shape));
            String data = Base64.getEncoder().encodeToString(EncodedImage.jpeg(small.toImage()));
            return Optional.of(
                    new Thumbnail("data:image/jpeg;base64," + data, shape, picture.width(), picture.height()));
        } catch (InputException e) {
            return Optional.empty();
        }
    }
}
