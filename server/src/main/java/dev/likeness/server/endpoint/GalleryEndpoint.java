package dev.likeness.server.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.gallery.GalleryInfo;
import io.javalin.http.Context;

/** {@code GET /api/gallery}: the state of the gallery. */
public final class GalleryEndpoint {
    private final OpenGallery gallery;

    public GalleryEndpoint(OpenGallery gallery) {
        this.gallery = gallery;
    }

    /** Answers one request. */
    public void answer(Context context) {
        ObjectNode answer = gallery.use(open -> {
            GalleryInfo info = open.info();
            return Json.object()
                    .put("pictures", info.pictures())
                    .put("model", info.model())
                    .put("bytes", info.bytes())
                    .put("marks", info.marks())
                    .put("writer_active", open.isBeingChanged());
        });
        Json.answer(context, answer);
    }
}
