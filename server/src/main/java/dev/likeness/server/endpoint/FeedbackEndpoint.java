package dev.likeness.server.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.gallery.Answer;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Problem.Kind;
import dev.likeness.server.request.Reception;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /api/feedback}: a person's answer about two pictures. It is on the disk when the request is answered. Another
 * process may add pictures meanwhile.
 */
public final class FeedbackEndpoint {
    private static final int MOST_BYTES = 4096;
    private static final Set<String> FIELDS = Set.of("a", "b", "answer");
    private static final Map<String, Answer> ANSWERS =
            Map.of("same", Answer.SAME, "different", Answer.DIFFERENT, "undo", Answer.WITHDRAWN);

    private final OpenGallery gallery;
    private final Reception reception;

    public FeedbackEndpoint(OpenGallery gallery, Reception reception) {
        this.gallery = gallery;
        this.reception = reception;
    }

    /** Answers one request. */
    public void answer(Context context) throws IOException {
        String type = context.contentType();
        if (type == null || !type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            throw new Problem(
                    Kind.UNSUPPORTED_MEDIA_TYPE, "the body has the media type '" + type + "'; send application/json");
        }
        JsonNode json = parsed(reception.small(context, MOST_BYTES));
        String a = text(json, "a");
        String b = text(json, "b");
        String word = text(json, "answer");
        Answer answer = ANSWERS.get(word);
        if (answer == null) {
            throw Problem.invalid("the answer is '" + word + "'; allowed: same, different, undo");
        }
        gallery.use(open -> {
            PictureIds.require(open, a);
            PictureIds.require(open, b);
            if (a.equals(b)) {
                throw Problem.invalid(
                        "'a' and 'b' are the same contents, which need no answer; send two different ids");
            }
            open.mark(a, b, answer);
            return answer;
        });
        Json.answer(context, Json.object().put("a", a).put("b", b).put("answer", word));
    }

    private static JsonNode parsed(byte[] body) throws IOException {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw Problem.invalid("the body is not valid JSON; send {\"a\": ID, \"b\": ID, \"answer\": \"same\"}");
        }
        if (!json.isObject()) {
            throw Problem.invalid("the body is not a JSON object; send {\"a\": ID, \"b\": ID, \"answer\": \"same\"}");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Problem.invalid("there is no field '" + name + "' here; allowed: a, answer, b");
            }
        }
        return json;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw Problem.invalid("the field '" + name + "' is " + (value.isMissingNode() ? "missing" : "not a text")
                    + "; send {\"a\": ID, \"b\": ID, \"answer\": \"same\"}");
        }
        return value.asText();
    }
}
