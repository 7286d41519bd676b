package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.measure.Measures;
import dev.likeness.model.ModelJson;
import dev.likeness.models.Models;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables of docs/results.md and the line of the README show the figures of docs/results.json, which are of this version. */
class ResultsPageTest {
    private static final Path DOCS = Documents.ROOT.resolve("docs");
    private static final String TIMES = "time";

    private static JsonNode results;
    private static String page;

    @BeforeAll
    static void read() throws IOException {
        results = new ObjectMapper().readTree(DOCS.resolve("results.json").toFile());
        page = Files.readString(DOCS.resolve("results.md"));
    }

    @Test
    void everyTableShowsItsRows() {
        Map<String, JsonNode> tables = tables();
        assertThat(tables).isNotEmpty();
        tables.forEach((id, table) -> {
            Map<String, List<String>> shown = rows(table.path("title").asText());
            assertThat(shown.keySet()).as(id).containsExactlyInAnyOrderElementsOf(names(table));
            shown.forEach((name, cells) -> {
                JsonNode row = table.path("rows").path(name);
                List<String> figures = new ArrayList<>();
                table.path("figures")
                        .forEach(figure ->
                                figures.add(rate(row.path(figure.get(0).asText()))));
                assertThat(cells.subList(0, figures.size())).as(id + "/" + name).isEqualTo(figures);
                String count = cells.get(cells.size() - 1).replace(",", "");
                assertThat(List.of("pairs", "trials", "queries", "patches"))
                        .as("%s/%s: %s", id, name, count)
                        .anyMatch(key -> row.path(key).asText().equals(count));
            });
        });
    }

    @Test
    void rowsAreSorted() {
        tables().forEach((id, table) -> {
            String main = table.path("figures").get(0).get(0).asText();
            List<Double> values = rows(table.path("title").asText()).keySet().stream()
                    .map(name -> table.path("rows")
                            .path(name)
                            .path(main)
                            .path("value")
                            .asDouble())
                    .collect(Collectors.toCollection(ArrayList::new));
            if (table.path("lowest_first").asBoolean()) {
                Collections.reverse(values);
            }
            assertThat(values).as(id).isSortedAccordingTo(Collections.reverseOrder());
        });
    }

    @Test
    void everyRateIsInsideItsInterval() {
        tables().forEach((id, table) -> table.path("rows")
                .forEach(row -> table.path("figures").forEach(figure -> {
                    JsonNode rate = row.path(figure.get(0).asText());
                    assertThat(rate.path("value").asDouble())
                            .as(id)
                            .isBetween(
                                    rate.path("low").asDouble(),
                                    rate.path("high").asDouble())
                            .isBetween(0.0, 1.0);
                })));
    }

    @Test
    void theTimesAreThoseOfTheFile() {
        JsonNode times = results.path("tables").path(TIMES);
        if (times.path("rows").isEmpty()) {
            return;
        }
        Map<String, List<String>> shown = rows(times.path("title").asText());
        assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(names(times));
        shown.forEach((name, cells) -> {
            JsonNode row = times.path("rows").path(name);
            assertThat(cells.get(0))
                    .as(name)
                    .isEqualTo(rounded(row.path("milliseconds_to_encode").decimalValue()));
            assertThat(cells.get(cells.size() - 1))
                    .as(name)
                    .isEqualTo(row.path("clock").asText());
        });
    }

    /** After a change of a model, {@code scripts/results.py ARCHIVES} drops its old rows and measures new ones. */
    @Test
    void theRowsAreOfTheBundledModelsAndOfKnownMeasures() throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (String name : Models.names()) {
            files.put(name, files(name));
        }
        for (JsonNode table : results.path("tables")) {
            for (String name : names(table)) {
                if (files.containsKey(name)) {
                    assertThat(table.path("rows").path(name).path("files").asText())
                            .as("%s of %s: scripts/results.py measures it again", table.path("title"), name)
                            .isEqualTo(files.get(name));
                } else {
                    assertThat(Measures.names()).contains(name);
                }
            }
        }
    }

    @Test
    void theReadmeShowsItsLineFromTheFile() throws IOException {
        String readme = Files.readString(Documents.ROOT.resolve("README.md"));
        String line = readme.split("<!-- results:begin -->", 2)[1].split("<!-- results:end -->", 2)[0].replaceAll(
                "\\s+", " ");
        JsonNode rows = results.path("tables").path("caltech-verification").path("rows");
        for (String kind : List.of("model", "measure")) {
            Map.Entry<String, JsonNode> best = rows.properties().stream()
                    .filter(row -> results.path("contenders")
                            .path(row.getKey())
                            .asText()
                            .equals(kind))
                    .min(Comparator.comparingDouble(
                            row -> row.getValue().path("fpr95").path("value").asDouble()))
                    .orElseThrow();
            assertThat(line)
                    .contains("`" + best.getKey() + "`")
                    .contains(rate(best.getValue().path("fpr95")));
        }
    }

    private static Map<String, JsonNode> tables() {
        Map<String, JsonNode> tables = new LinkedHashMap<>();
        results.path("tables").properties().forEach(entry -> {
            if (!entry.getKey().equals(TIMES) && !entry.getValue().path("rows").isEmpty()) {
                tables.put(entry.getKey(), entry.getValue());
            }
        });
        return tables;
    }

    private static List<String> names(JsonNode table) {
        return table.path("rows").properties().stream().map(Map.Entry::getKey).toList();
    }

    /** The rows of a table of the page, by the name in the first cell; the other cells. */
    private static Map<String, List<String>> rows(String title) {
        String section =
                page.split("\n### " + Pattern.quote(title) + "\n", 2)[1].split("\n##", 2)[0];
        Map<String, List<String>> rows = new LinkedHashMap<>();
        section.lines().filter(line -> line.startsWith("| ")).skip(2).forEach(line -> {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            rows.put(cells.get(1).replaceAll("[*`]", ""), cells.subList(2, cells.size()));
        });
        return rows;
    }

    private static String rate(JsonNode rate) {
        return percent(rate, "value") + " % (" + percent(rate, "low") + " to " + percent(rate, "high") + ")";
    }

    private static String percent(JsonNode rate, String key) {
        return rounded(rate.path(key).decimalValue().movePointRight(2));
    }

    private static String rounded(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** What the script names the files of a model by. */
    private static String files(String name) throws Exception {
        String lines = new TreeMap<>(ModelJson.read(Models.bundled(name).read("model.json"), name)
                        .files())
                .entrySet().stream()
                        .filter(file -> !file.getKey().equals("head_many.onnx")
                                && !file.getKey().equals("head_block.onnx")) // the same scores, within rounding
                        .map(file -> file.getKey() + " " + file.getValue())
                        .collect(Collectors.joining("\n"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, 8);
    }
}
