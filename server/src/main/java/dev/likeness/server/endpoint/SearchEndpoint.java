package dev.likeness.server.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.gallery.Hit;
import dev.likeness.gallery.PictureFilter;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.picture.PictureLimits;
import dev.likeness.server.request.Form;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code POST /api/search}: the pictures of the gallery that look most like a picture. */
public final class SearchEndpoint implements FormEndpoint {
    private static final int USUAL = 10;
    private static final Numbers.Range HITS = new Numbers.Range(1, 1000);

    private final OpenGallery gallery;
    private final PictureLimits limits;

    public SearchEndpoint(OpenGallery gallery, PictureLimits limits) {
        this.gallery = gallery;
        this.limits = limits;
    }

    @Override
    public Set<String> fields() {
        return Set.of("picture", "k", "exact");
    }

    @Override
    public void answer(Form form, Context context) {
        int hits = Numbers.whole("the field 'k'", form.text("k"), USUAL, HITS);
        boolean exact = form.flag("exact");
        ObjectNode answer = gallery.use(open -> {
            ReceivedPicture query = ReceivedPicture.of(form, "picture", limits);
            SearchSettings settings = new SearchSettings(hits, exact, true, new PictureFilter.All());
            ObjectNode found = Json.object()
                    .put("model", open.likeness().measure().name())
                    .put("in_domain", open.likeness().inDomain(List.of(query.statistics())));
            ArrayNode all = found.putArray("hits");
            for (Hit hit : open.search(query.picture(), settings)) {
                put(all, hit);
            }
            return found;
        });
        Json.answer(context, answer);
    }

    private static void put(ArrayNode all, Hit hit) {
        all.addObject()
                .put("id", hit.picture().file().content())
                .put("name", String.valueOf(hit.path().getFileName()))
                .put("score", hit.score())
                .put("probability", hit.probability())
                .put("match", hit.match())
                .put(
                        "orientation",
                        hit.orientation().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
