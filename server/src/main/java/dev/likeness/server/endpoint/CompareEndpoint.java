package dev.likeness.server.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Likeness;
import dev.likeness.MapSheet;
import dev.likeness.Verdict;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.model.LikenessMap;
import dev.likeness.picture.EncodedImage;
import dev.likeness.picture.PictureLimits;
import dev.likeness.server.request.Form;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Problem.Kind;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/compare}: whether two pictures show the same thing. */
public final class CompareEndpoint implements FormEndpoint {
    private static final String PNG = "image/png";

    private final OpenModels models;
    private final ClassicalMeasures measures;
    private final PictureLimits limits;

    public CompareEndpoint(OpenModels models, ClassicalMeasures measures, PictureLimits limits) {
        this.models = models;
        this.measures = measures;
        this.limits = limits;
    }

    @Override
    public Set<String> fields() {
        return Set.of("a", "b", "model", "measure", "maps", "measures", "false_match_rate");
    }

    @Override
    public void answer(Form form, Context context) {
        boolean sheet = wantsSheet(context);
        boolean maps = form.flag("maps");
        boolean all = form.flag("measures");
        Double rate = rate(form);
        String measure = form.text("measure");
        if (measure != null && (form.text("model") != null || sheet)) {
            throw Problem.invalid("the field 'measure' is '" + measure + "', and a classical measure takes no model and"
                    + " has no map; omit the field 'measure', or the field 'model' and the map");
        }
        ReceivedPicture a = ReceivedPicture.of(form, "a", limits);
        ReceivedPicture b = ReceivedPicture.of(form, "b", limits);
        ObjectNode answer = Json.object();
        if (measure != null) {
            byMeasure(answer, measure, rate, a, b);
            answer.putNull("maps");
        } else {
            Likeness likeness =
                    OpenModels.at(models.named(form.text("model"), List.of(a.statistics(), b.statistics())), rate);
            List<Code> codes = codes(likeness.measure(), a, b);
            Code codeA = codes.get(0);
            Code codeB = codes.get(1);
            Verdict verdict =
                    likeness.compare(codeA, codeB).ofDomain(likeness.inDomain(List.of(a.statistics(), b.statistics())));
            LikenessMap cells = sheet || maps ? likeness.map(codeA, codeB) : null;
            if (sheet) {
                answerSheet(context, likeness, verdict, cells, a, b);
                return;
            }
            put(answer, verdict);
            answer.put("reason", reason(likeness, verdict, a, b));
            if (cells != null && cells.hasPlaces()) {
                MapLayers.put(answer.putObject("maps"), likeness, cells, a.picture(), b.picture());
            } else {
                answer.putNull("maps");
            }
        }
        if (all) {
            putAll(answer.putArray("measures"), a, b);
        } else {
            answer.putNull("measures");
        }
        Json.answer(context, answer);
    }

    /** Of both pictures in one run of the network, where both have the same. */
    private static List<Code> codes(Measure measure, ReceivedPicture a, ReceivedPicture b) {
        return measure.sidesDiffer()
                ? List.of(measure.encode(a.picture(), Side.A), measure.encode(b.picture(), Side.B))
                : measure.encode(List.of(a.picture(), b.picture()), Side.A);
    }

    /** Whether the answer is to be the drawing. */
    private static boolean wantsSheet(Context context) {
        String accept = context.header("Accept");
        return accept != null && accept.strip().startsWith(PNG);
    }

    private static void answerSheet(
            Context context,
            Likeness likeness,
            Verdict verdict,
            @Nullable LikenessMap cells,
            ReceivedPicture a,
            ReceivedPicture b) {
        if (cells == null || !cells.hasPlaces()) {
            throw new Problem(
                    Kind.NOT_ACCEPTABLE,
                    "model " + verdict.model() + " compares whole pictures and has no map; accept application/json");
        }
        context.contentType(PNG)
                .result(EncodedImage.png(MapSheet.draw(likeness, verdict, cells, a.picture(), b.picture(), "")));
    }

    /** The rate that was asked for; null for the usual one. */
    private static @Nullable Double rate(Form form) {
        String text = form.text("false_match_rate");
        if (text == null) {
            return null;
        }
        double rate = Numbers.of("the field 'false_match_rate'", text);
        if (!(rate > 0 && rate < 1)) {
            throw Problem.invalid("the field 'false_match_rate' is '" + text
                    + "'; allowed: a number above 0 and below 1," + " such as 0.01");
        }
        return rate;
    }

    private void byMeasure(
            ObjectNode answer, String name, @Nullable Double rate, ReceivedPicture a, ReceivedPicture b) {
        Likeness calibrated = measures.calibrated(name).orElse(null);
        if (calibrated == null) {
            if (rate != null) {
                throw new Problem(
                        Kind.UNPROCESSABLE,
                        "the measure " + name + " has scores only, no false-match rates; omit the field"
                                + " 'false_match_rate'");
            }
            putScore(answer, measures.compare(name, a.picture(), b.picture()));
            return;
        }
        Likeness at = OpenModels.at(calibrated, rate);
        put(answer, at.verdict(measures.compare(name, a.picture(), b.picture()).score()));
        answer.putNull("reason");
    }

    private static void put(ObjectNode answer, Verdict verdict) {
        answer.put("model", verdict.model())
                .put("score", verdict.score())
                .put("probability", verdict.probability())
                .put("match", verdict.match())
                .put("verdict", VerdictWords.of(verdict))
                .put("threshold", verdict.threshold())
                .put("false_match_rate", verdict.falseMatchRate())
                .put("certified", verdict.certified())
                .put("in_domain", verdict.inDomain());
    }

    private static void putScore(ObjectNode answer, ClassicalMeasures.Answer found) {
        answer.put("model", found.name())
                .put("score", found.score())
                .putNull("probability")
                .putNull("match")
                .put("verdict", "This measure has a score only, and no threshold from which on pictures match.")
                .putNull("threshold")
                .putNull("false_match_rate")
                .put("certified", false)
                .putNull("in_domain")
                .putNull("reason");
    }

    /** Why the pictures are not in the domain; null if they are, or it is unknown. */
    private static @Nullable String reason(Likeness likeness, Verdict verdict, ReceivedPicture a, ReceivedPicture b) {
        if (!Boolean.FALSE.equals(verdict.inDomain())) {
            return null;
        }
        boolean outsideA = Boolean.FALSE.equals(likeness.inDomain(List.of(a.statistics())));
        boolean outsideB = Boolean.FALSE.equals(likeness.inDomain(List.of(b.statistics())));
        String which = outsideA && outsideB
                ? "Both pictures are unlike those"
                : outsideA ? "The first picture is unlike those" : "The second picture is unlike those";
        return which + " that the model " + verdict.model()
                + " was trained for. Choose another model, or compare by a classical measure.";
    }

    private void putAll(ArrayNode into, ReceivedPicture a, ReceivedPicture b) {
        for (String name : ClassicalMeasures.names()) {
            ClassicalMeasures.Answer found = measures.compare(name, a.picture(), b.picture());
            Verdict verdict = found.verdict();
            ObjectNode node = into.addObject().put("name", name).put("score", found.score());
            if (verdict == null) {
                node.putNull("match").putNull("probability");
            } else {
                node.put("match", verdict.match()).put("probability", verdict.probability());
            }
        }
    }
}
