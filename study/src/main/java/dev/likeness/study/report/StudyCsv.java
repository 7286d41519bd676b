package dev.likeness.study.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.StudyOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code study.csv}: one row for each contender, best first, for spreadsheets and notebooks. Rates are fractions;
 * {@code difference} is in the figure that the study ranks by; the cell of a missing value is empty.
 */
final class StudyCsv {
    private StudyCsv() {}

    /** The file's bytes, UTF-8. */
    public static byte[] write(StudyOutcome outcome) {
        StringWriter text = new StringWriter();
        try (CsvWriter rows =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            boolean first = true;
            for (ContenderOutcome contender : outcome.contenders()) {
                Map<String, String> cells = cells(outcome, contender);
                if (first) {
                    rows.writeRecord(cells.keySet());
                    first = false;
                }
                rows.writeRecord(cells.values());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The cells of a row by their columns; the same columns in every row. */
    private static Map<String, String> cells(StudyOutcome outcome, ContenderOutcome contender) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("name", contender.name());
        cells.put("kind", contender.learned() ? "learned" : "fixed");
        for (String choice : List.of("tower", "sharing", "head", "target", "negatives")) {
            cells.put(choice, contender.choice().getOrDefault(choice, ""));
        }
        cells.put(
                "seeds",
                Integer.toString(contender.learned() ? contender.seeds().size() : 0));
        for (Figure figure : Figure.values()) {
            rate(cells, figure.word(), contender.figures().get(figure));
        }
        for (String reading : ContenderOutcome.READINGS) {
            Map<Figure, Rate> figures = contender.readings().getOrDefault(reading, Map.of());
            for (Figure figure : List.of(Figure.AUC, Figure.ONE_SHOT)) {
                Rate rate = figures.get(figure);
                cells.put("by_" + reading + "_" + figure.word(), number(rate == null ? null : rate.value()));
            }
        }
        difference(cells, outcome.difference(contender.name(), outcome.figure()));
        cost(cells, contender.cost());
        timing(cells, contender.timing());
        return cells;
    }

    private static void rate(Map<String, String> cells, String figure, @Nullable Rate rate) {
        cells.put(figure, number(rate == null ? null : rate.value()));
        cells.put(figure + "_low", number(rate == null ? null : rate.low()));
        cells.put(figure + "_high", number(rate == null ? null : rate.high()));
    }

    private static void difference(Map<String, String> cells, @Nullable Difference difference) {
        cells.put("difference", difference == null ? "" : number(difference.value()));
        cells.put("difference_low", difference == null ? "" : number(difference.low()));
        cells.put("difference_high", difference == null ? "" : number(difference.high()));
        cells.put("p", difference == null ? "" : number(difference.p()));
        cells.put("p_corrected", difference == null ? "" : number(difference.corrected()));
        cells.put(
                "verdict",
                difference == null ? "baseline" : difference.significance().verdict());
    }

    private static void cost(Map<String, String> cells, @Nullable CostFacts cost) {
        cells.put("parameters", cost == null ? "" : Long.toString(cost.parameters()));
        cells.put("multiply_adds_tower_per_picture", cost == null ? "" : Long.toString(cost.towerPerPicture()));
        cells.put("multiply_adds_head_per_picture", cost == null ? "" : Long.toString(cost.headPerPicture()));
        cells.put("multiply_adds_per_pair", cost == null ? "" : Long.toString(cost.perPair()));
    }

    private static void timing(Map<String, String> cells, @Nullable Timing timing) {
        cells.put("encode_ms", timing == null ? "" : number(timing.encodeMilliseconds()));
        cells.put("compare_us", timing == null ? "" : number(timing.compareMicroseconds()));
        cells.put("compare_alone_us", timing == null ? "" : number(timing.compareAloneMicroseconds()));
        cells.put("training_images_per_second", timing == null ? "" : number(timing.trainingImagesPerSecond()));
        cells.put("timings_quiet", timing == null ? "" : Boolean.toString(timing.quiet()));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Double.toString(value);
    }
}
