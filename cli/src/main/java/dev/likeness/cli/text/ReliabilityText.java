package dev.likeness.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Rate;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.evaluation.CalibrationCheck;
import dev.likeness.evaluation.FalseMatchCheck;
import dev.likeness.evaluation.FalseMatchCheck.Measurement;
import java.io.PrintWriter;
import java.util.Locale;

/** Whether the probabilities and the stated false-match rates of a model hold. */
public final class ReliabilityText {
    private static final String CALIBRATION = "calibration";
    private static final String FALSE_MATCH_RATES = "false_match_rates";
    private static final int WIDTH = 40; // characters for probabilities from 0 to 1

    private ReliabilityText() {}

    /** Adds both to a result. */
    public static void put(CalibrationCheck check, ObjectNode result) {
        result.set(CALIBRATION, JsonOption.tree(check.reliability()));
        ArrayNode rates = result.putArray(FALSE_MATCH_RATES);
        for (FalseMatchCheck falseMatches : check.falseMatches()) {
            put(falseMatches, rates.addObject().put("promised", falseMatches.stated()));
        }
    }

    private static void put(FalseMatchCheck check, ObjectNode node) {
        Measurement measured = check.measurement();
        if (measured == null) {
            node.putNull("threshold");
            return;
        }
        node.put("threshold", measured.threshold()).put("certified", measured.certified());
        node.set("measured", JsonOption.tree(measured.rate()));
        node.put("promise", measured.finding().name().toLowerCase(Locale.ROOT));
    }

    /** Prints a field of a result if it is one of these two; returns whether it was. */
    public static boolean prints(String name, JsonNode node, PrintWriter print) {
        if (name.equals(CALIBRATION) && node.has("bins")) {
            printCurve(node, print);
            return true;
        }
        if (name.equals(FALSE_MATCH_RATES)) {
            printPromises(node, print);
            return true;
        }
        return false;
    }

    private static void printCurve(JsonNode node, PrintWriter print) {
        print.printf(
                Locale.ROOT,
                "reliability, where %s %% of pairs match%n",
                Percent.of(node.get("prior").asDouble()));
        print.printf("  stated   matched (95 %% interval)     pairs  0 %% %s 100 %%%n", ".".repeat(WIDTH - 9));
        for (JsonNode bin : node.get("bins")) {
            if (bin.get("pairs").asInt() == 0) {
                continue;
            }
            double said = bin.get("said").asDouble();
            Rate matched = rate(bin.get("matched"));
            print.printf(
                    Locale.ROOT,
                    "  %5.1f %%  %5.1f %% (%.1f to %.1f)%s%7d  %s%n",
                    100 * said,
                    100 * matched.value(),
                    100 * matched.low(),
                    100 * matched.high(),
                    " ".repeat(Math.max(1, 16 - width(matched))),
                    bin.get("pairs").asInt(),
                    strip(said, matched));
        }
        print.println("  each line: | stated probability, o share that matched, - its interval");
        print.printf("  %-13s%s%n", "ECE", Percent.of(rate(node.get("ece"))));
        print.printf(Locale.ROOT, "  %-13s%s%n", "Brier score", brier(rate(node.get("brier"))));
    }

    private static int width(Rate rate) {
        return String.format(Locale.ROOT, "(%.1f to %.1f)", 100 * rate.low(), 100 * rate.high())
                .length();
    }

    private static String brier(Rate rate) {
        return String.format(Locale.ROOT, "%7.4f (%.4f to %.4f)", rate.value(), rate.low(), rate.high());
    }

    private static String strip(double said, Rate matched) {
        StringBuilder strip = new StringBuilder(" ".repeat(WIDTH));
        for (int i = at(matched.low()); i <= at(matched.high()); i++) {
            strip.setCharAt(i, '-');
        }
        strip.setCharAt(at(said), '|');
        strip.setCharAt(at(matched.value()), 'o');
        return strip.toString().stripTrailing();
    }

    private static int at(double share) {
        return (int) Math.round(share * (WIDTH - 1));
    }

    private static void printPromises(JsonNode promises, PrintWriter print) {
        print.println("false matches");
        print.println("  promised              threshold   measured (95 % interval)");
        for (JsonNode promise : promises) {
            String rate = Percent.of(promise.get("promised").asDouble()) + " %";
            if (promise.get("threshold").isNull()) {
                print.printf("  %-20s  none: the model was measured on too few pairs%n", rate);
                continue;
            }
            print.printf(
                    Locale.ROOT,
                    "  %-20s %10.3f   %s: %s%n",
                    (promise.get("certified").asBoolean() ? "at most " : "estimated ") + rate,
                    promise.get("threshold").asDouble(),
                    Percent.of(rate(promise.get("measured"))).strip(),
                    words(promise.get("promise").asText()));
        }
    }

    private static String words(String verdict) {
        return switch (verdict) {
            case "held" -> "held";
            case "within_chance" -> "held, within chance";
            default -> "BROKEN: these pictures are harder than the calibration data; see 'likeness models calibrate'";
        };
    }

    private static Rate rate(JsonNode node) {
        return new Rate(
                node.get("value").asDouble(),
                node.get("low").asDouble(),
                node.get("high").asDouble());
    }
}
