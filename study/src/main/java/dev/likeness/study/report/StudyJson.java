package dev.likeness.study.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.CurvePoint;
import dev.likeness.study.outcome.ContenderOutcome.SeedOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.StudyOutcome.Budget;
import dev.likeness.study.outcome.StudyOutcome.DataFacts;
import dev.likeness.study.outcome.StudyOutcome.Environment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code study.json}: the complete outcome, for programs. Keys have a fixed order, a missing value is null, and a rate
 * is a fraction with its 95 % interval, {@code {"value", "low", "high"}}. The same outcome gives the same bytes.
 */
public final class StudyJson {
    /** The version of the file's format. */
    public static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private StudyJson() {}

    /**
     * An outcome as a tree.
     *
     * @throws IllegalArgumentException if a number is not finite: JSON cannot express it
     */
    public static ObjectNode tree(StudyOutcome outcome) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("software", outcome.software());
        root.set("data", data(outcome.data()));
        root.set("budget", budget(outcome.budget()));
        root.put("figure", outcome.figure().word()).put("baseline", outcome.baseline());
        ArrayNode contenders = root.putArray("contenders");
        outcome.contenders().forEach(contender -> contenders.add(contender(contender)));
        ArrayNode differences = root.putArray("differences");
        outcome.differences().forEach(difference -> differences.add(difference(difference)));
        root.put("comparisons", outcome.comparisons());
        ArrayNode failures = root.putArray("failures");
        outcome.failures()
                .forEach(failure -> failures.addObject()
                        .put("contender", failure.contender())
                        .put("seed", failure.seed())
                        .put("reason", failure.reason()));
        root.set("environment", environment(outcome.environment()));
        return root.put("command", outcome.command());
    }

    /**
     * The file's bytes, UTF-8.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public static byte[] write(StudyOutcome outcome) {
        ObjectNode root = tree(outcome);
        // Always a line feed: the bytes must not depend on the system.
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        try {
            return (JSON.writer(printer).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static ObjectNode data(DataFacts data) {
        return JSON.createObjectNode()
                .put("name", data.name())
                .put("format", data.format())
                .put("hash", data.hash())
                .put("training_identities", data.trainingIdentities())
                .put("training_pictures", data.trainingPictures())
                .put("test_identities", data.testIdentities())
                .put("test_pictures", data.testPictures())
                .put("judged_by", data.judgedBy())
                .put("pairs", data.pairs())
                .put("trials", data.trials())
                .put("ways", data.ways());
    }

    private static ObjectNode budget(Budget budget) {
        return JSON.createObjectNode()
                .put("steps", budget.steps())
                .put("minutes", finite(budget.minutes(), "budget.minutes"))
                .put("threads", budget.threads());
    }

    private static ObjectNode environment(Environment environment) {
        return JSON.createObjectNode()
                .put("processor", environment.processor())
                .put("processors", environment.processors())
                .put("system", environment.system())
                .put("java", environment.java())
                .put("engine", environment.engine())
                .put("date", environment.date());
    }

    private static ObjectNode contender(ContenderOutcome contender) {
        ObjectNode node = JSON.createObjectNode().put("name", contender.name()).put("learned", contender.learned());
        ObjectNode choice = node.putObject("choice");
        ordered(contender.choice(), ContenderOutcome.CHOICES).forEach(choice::put);
        node.set("figures", figures(contender.figures(), contender.name()));
        ObjectNode readings = node.putObject("readings");
        ordered(contender.readings(), ContenderOutcome.READINGS)
                .forEach((reading, figures) ->
                        readings.set(reading, figures(figures, contender.name() + " by " + reading)));
        ArrayNode seeds = node.putArray("seeds");
        contender.seeds().forEach(seed -> seeds.add(seed(seed, contender.name())));
        CostFacts cost = contender.cost();
        node.set("cost", cost == null ? null : cost(cost));
        Timing timing = contender.timing();
        node.set("timing", timing == null ? null : timing(timing, contender.name()));
        node.put("recipe", contender.recipe());
        ArrayNode roc = node.putArray("roc");
        for (CurvePoint point : contender.roc()) {
            roc.addArray()
                    .add(finite(point.falsePositives(), contender.name() + ": roc"))
                    .add(finite(point.truePositives(), contender.name() + ": roc"));
        }
        return node;
    }

    /** The entries of the named keys first, then the others in alphabetical order. */
    private static <V> Map<String, V> ordered(Map<String, V> map, List<String> first) {
        Map<String, V> rest = new TreeMap<>(map);
        Map<String, V> ordered = new LinkedHashMap<>();
        for (String key : first) {
            V value = rest.remove(key);
            if (value != null) {
                ordered.put(key, value);
            }
        }
        ordered.putAll(rest);
        return ordered;
    }

    private static ObjectNode figures(Map<Figure, Rate> figures, String where) {
        ObjectNode node = JSON.createObjectNode();
        for (Figure figure : Figure.values()) {
            node.set(figure.word(), rate(figures.get(figure), where + ": " + figure.word()));
        }
        return node;
    }

    private static @Nullable ObjectNode rate(@Nullable Rate rate, String where) {
        return rate == null
                ? null
                : JSON.createObjectNode()
                        .put("value", finite(rate.value(), where))
                        .put("low", finite(rate.low(), where))
                        .put("high", finite(rate.high(), where));
    }

    private static ObjectNode seed(SeedOutcome seed, String where) {
        ObjectNode node = JSON.createObjectNode().put("seed", seed.seed());
        ObjectNode figures = node.putObject("figures");
        seed.figures().forEach((figure, value) -> {
            String word = figure.word();
            figures.put(word, finite(value, where + ": " + word));
        });
        return node.put("steps", seed.steps()).put("minutes", finite(seed.minutes(), where + ": minutes"));
    }

    private static ObjectNode cost(CostFacts cost) {
        return JSON.createObjectNode()
                .put("parameters", cost.parameters())
                .put("tower_per_picture", cost.towerPerPicture())
                .put("head_per_picture", cost.headPerPicture())
                .put("per_pair", cost.perPair());
    }

    private static ObjectNode timing(Timing timing, String where) {
        String what = where + ": timing";
        return JSON.createObjectNode()
                .put("encode_milliseconds", finite(timing.encodeMilliseconds(), what))
                .put("compare_microseconds", finite(timing.compareMicroseconds(), what))
                .put("compare_alone_microseconds", finite(timing.compareAloneMicroseconds(), what))
                .put("training_images_per_second", finite(timing.trainingImagesPerSecond(), what))
                .put("quiet", timing.quiet());
    }

    private static ObjectNode difference(Difference difference) {
        String where = "difference of " + difference.contender() + " in "
                + difference.figure().word();
        return JSON.createObjectNode()
                .put("contender", difference.contender())
                .put("figure", difference.figure().word())
                .put("value", finite(difference.value(), where))
                .put("low", finite(difference.low(), where))
                .put("high", finite(difference.high(), where))
                .put("p", finite(difference.p(), where))
                .put("corrected", finite(difference.corrected(), where))
                .put("verdict", difference.significance().verdict());
    }

    private static @Nullable Double finite(@Nullable Double number, String where) {
        if (number != null && !Double.isFinite(number)) {
            throw new IllegalArgumentException(where + " is " + number + ", and must be a finite number or null");
        }
        return number;
    }
}
