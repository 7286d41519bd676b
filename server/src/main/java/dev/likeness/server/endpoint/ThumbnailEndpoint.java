package dev.likeness.server.endpoint;

import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.picture.EncodedImage;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Problem.Kind;
import dev.likeness.server.request.Reception;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/pictures/{id}/thumbnail}: a picture of the gallery in a smaller size. */
public final class ThumbnailEndpoint {
    private static final int USUAL = 256;
    private static final Numbers.Range SIZES = new Numbers.Range(32, 2048);

    private final OpenGallery gallery;
    private final Reception reception;
    private final PictureLimits limits;

    public ThumbnailEndpoint(OpenGallery gallery, Reception reception, PictureLimits limits) {
        this.gallery = gallery;
        this.reception = reception;
        this.limits = limits;
    }

    /** Answers one request. */
    public void answer(Context context) throws Exception {
        String id = context.pathParam("id");
        int size = new QueryParameters(context, Set.of("size")).whole("size", USUAL, SIZES);
        List<StoredPicture> known = gallery.use(open -> PictureIds.require(open, id));
        String tag = "\"" + id.substring(0, 32) + "-" + size + "\""; // the id is of the contents, so it never changes
        context.header("ETag", tag).header("Cache-Control", "private, max-age=86400, immutable");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        reception.turn(context, () -> {
            Picture picture = known.stream()
                    .flatMap(stored -> unchanged(stored).stream())
                    .findFirst()
                    .orElseThrow(() -> gone(context));
            context.contentType("image/jpeg")
                    .result(EncodedImage.jpeg(smaller(picture, size).toImage()));
        });
    }

    private static Problem gone(Context context) {
        context.removeHeader("ETag").header("Cache-Control", "no-store");
        return new Problem(
                Kind.GONE,
                "the file of this picture is gone, or has changed since it was added; leave it out, or ask the operator to add"
                        + " the pictures again");
    }

    /** The picture, if its file still has the bytes that were added. */
    private Optional<Picture> unchanged(StoredPicture stored) {
        try {
            Path file = stored.location();
            if (Files.size(file) != stored.file().bytes() || stored.file().bytes() > limits.bytes()) {
                return Optional.empty();
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes((int) stored.file().bytes());
            }
            return Sha256.hex(bytes).equals(stored.file().content())
                    ? Optional.of(Picture.read(bytes, "a picture of the gallery", limits))
                    : Optional.empty();
        } catch (IOException | InvalidPathException | InputException e) {
            return Optional.empty();
        }
    }

    private static Picture smaller(Picture picture, int size) {
        double scale = (double) size / Math.max(picture.width(), picture.height());
        if (scale >= 1) {
            return picture;
        }
        PictureShape shape = new PictureShape(
                (int) Math.max(1, Math.round(scale * picture.width())),
                (int) Math.max(1, Math.round(scale * picture.height())),
                3);
        return new Picture(shape.width(), shape.height(), Resizer.area(picture, shape));
    }
}
