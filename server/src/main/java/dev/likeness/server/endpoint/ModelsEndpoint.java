package dev.likeness.server.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Threshold;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelJson;
import io.javalin.http.Context;

/** {@code GET /api/models}: the models and measures that a request can name. */
public final class ModelsEndpoint {
    private final byte[] answer;

    public ModelsEndpoint(ModelSource source) {
        ObjectNode json = Json.object().put("default", source.standard());
        ArrayNode models = json.putArray("models");
        for (String name : source.names()) {
            ModelCard card = ModelJson.read(source.files(name).read("model.json"), name);
            ObjectNode model = models.addObject()
                    .put("name", name)
                    .put("default", name.equals(source.standard()))
                    .put("summary", summary(card));
            model.put("embedding", card.embedding());
            ArrayNode rates = model.putArray("false_match_rates");
            card.thresholds().stream()
                    .filter(threshold -> threshold.choose() != null)
                    .mapToDouble(Threshold::rate)
                    .forEach(rates::add);
        }
        ArrayNode measures = json.putArray("measures");
        ClassicalMeasures.names().forEach(measures::add);
        answer = Json.bytes(json);
    }

    private static String summary(ModelCard card) {
        String use = card.licence().about();
        String not = card.licence().notFor();
        return use + (not.isEmpty() ? "" : "; not for " + not);
    }

    /** Answers one request. */
    public void answer(Context context) {
        context.contentType("application/json").result(answer);
    }
}
