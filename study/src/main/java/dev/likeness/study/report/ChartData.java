package dev.likeness.study.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CurvePoint;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data of the charts on the page. */
final class ChartData {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The number of best contenders shown in colour at first, with the baseline and the best fixed measure. */
    private static final int SHOWN = 3;

    private ChartData() {}

    /** JSON with markup characters escaped, so that no name can end the script element around it. */
    static String json(StudyOutcome outcome) {
        ObjectNode root = JSON.createObjectNode()
                .put("figure", outcome.figure().heading())
                .put("less", !outcome.figure().higherIsBetter());
        ArrayNode contenders = root.putArray("contenders");
        boolean measureShown = false;
        for (ContenderOutcome contender : outcome.contenders()) {
            boolean firstMeasure = !contender.learned() && !measureShown;
            measureShown |= firstMeasure;
            boolean base = contender.name().equals(outcome.baseline());
            ObjectNode node = contenders
                    .addObject()
                    .put("name", contender.name())
                    .put("learned", contender.learned())
                    .put("baseline", base)
                    .put("shown", contenders.size() <= SHOWN || base || firstMeasure);
            rate(node, contender.figures().get(outcome.figure()));
            ArrayNode costs = node.putArray("costs");
            for (CostAxis axis : CostAxis.values()) {
                costs.add(axis.of(contender));
            }
            ArrayNode roc = node.putArray("roc");
            for (CurvePoint point : contender.roc()) {
                roc.addArray().add(rounded(point.falsePositives())).add(rounded(point.truePositives()));
            }
        }
        List<ContenderOutcome> learned =
                outcome.contenders().stream().filter(ContenderOutcome::learned).toList();
        ArrayNode axes = root.putArray("axes");
        for (CostAxis axis : CostAxis.values()) {
            ObjectNode node = axes.addObject().put("label", axis.label()).put("unit", axis.unit());
            front(node.putArray("front"), outcome, outcome.contenders(), axis);
            front(node.putArray("frontOfLearned"), outcome, learned, axis);
        }
        try {
            return JSON.writeValueAsString(root)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always written", e);
        }
    }

    private static void front(ArrayNode front, StudyOutcome outcome, List<ContenderOutcome> contenders, CostAxis axis) {
        axis.front(contenders, outcome.figure())
                .forEach(contender -> front.add(outcome.contenders().indexOf(contender)));
    }

    private static void rate(ObjectNode node, @Nullable Rate rate) {
        node.put("value", rate == null ? null : rate.value());
        node.put("low", rate == null ? null : rate.low());
        node.put("high", rate == null ? null : rate.high());
    }

    /** Six digits are more than a screen can show. */
    private static double rounded(double share) {
        return Math.round(share * 1e6) / 1e6;
    }
}
