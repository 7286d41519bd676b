package dev.likeness.server.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Likeness;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.picture.PictureLimits;
import dev.likeness.server.request.Form;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** {@code POST /api/encode}: the code of a picture, which other programs can keep and compare. */
public final class EncodeEndpoint implements FormEndpoint {
    private final OpenModels models;
    private final PictureLimits limits;

    public EncodeEndpoint(OpenModels models, PictureLimits limits) {
        this.models = models;
        this.limits = limits;
    }

    @Override
    public Set<String> fields() {
        return Set.of("picture", "model");
    }

    @Override
    public void answer(Form form, Context context) {
        String asked = form.text("model");
        ReceivedPicture received = ReceivedPicture.of(form, "picture", limits);
        Likeness likeness = models.named(asked, List.of(received.statistics()));
        Code code = likeness.encode(received.picture(), Side.A);
        ObjectNode answer = Json.object()
                .put("model", likeness.measure().name())
                .put("identity", likeness.measure().identity().checksum());
        ArrayNode embedding = answer.putArray("embedding");
        for (float number : code.embedding()) {
            embedding.add(number);
        }
        answer.put("code", Base64.getEncoder().encodeToString(code.toBytes()));
        Json.answer(context, answer);
    }
}
