package dev.likeness.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as a page. */
final class Report {
    private Report() {}

    /** Writes {@code bench/RESULTS.md}. */
    static String of(Results results) {
        JsonNode root = results.json();
        StringBuilder page = new StringBuilder("# Results of `bench/run`\n\n");
        page.append(
                        "A ratio is how many times as fast as the peer Likeness is: the median of the rounds, with the lowest and the")
                .append(" highest. [How it is measured](../docs/performance.md).\n\n");
        JsonNode machine = root.path("machine");
        line(
                page,
                "Machine",
                machine.path("processor").asText() + "; "
                        + machine.path("processors").asText() + " processors, "
                        + machine.path("gigabytes").asText() + " GB, "
                        + machine.path("system").asText());
        for (Map.Entry<String, JsonNode> peak : machine.properties()) {
            if (peak.getValue().isObject()) {
                line(
                        page,
                        "Measured peak, " + peak.getKey(),
                        peak.getValue().path("gflops").asText() + " GFLOP/s (convolution), "
                                + peak.getValue().path("gigabytes_per_second").asText() + " GB/s (reading)");
            }
        }
        line(page, "Commit", root.path("commit").asText());
        for (Map.Entry<String, JsonNode> version : root.path("versions").properties()) {
            line(page, version.getKey(), version.getValue().asText());
        }
        page.append(
                "\n| id | work | against | ratio | low | high | must | aim | |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (JsonNode row : root.path("rows")) {
            boolean enough = row.path("ratio").asDouble() >= row.path("must").asDouble();
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | **%.2f** | %.2f | %.2f | %s | %s | %s |\n",
                    row.path("id").asText(),
                    row.path("work").asText(),
                    row.path("against").asText(),
                    row.path("ratio").asDouble(),
                    row.path("low").asDouble(),
                    row.path("high").asDouble(),
                    row.path("must").asText(),
                    row.path("aim").asText(),
                    enough ? "" : "falls short"));
        }
        List<String> absent = Rows.ALL.stream()
                .map(Row::id)
                .filter(id -> root.path("rows").findValuesAsText("id").stream().noneMatch(id::equals))
                .toList();
        if (!absent.isEmpty()) {
            page.append("\nNot measured in this version: ")
                    .append(String.join(", ", absent))
                    .append(".\n");
        }
        measurements(page, results);
        return page.toString();
    }

    private static void line(StringBuilder page, String name, String value) {
        page.append("- ").append(name).append(": ").append(value).append('\n');
    }

    private static void measurements(StringBuilder page, Results results) {
        page.append("\n## What was measured\n\n")
                .append(
                        "Milliseconds of one operation: a step, a comparison of the batch, a query, a picture, or a whole command.")
                .append(" Memory is the peak of the process (VmHWM). The peak is the highest measured above.\n\n")
                .append(
                        "| work | side | median | low | high | rounds | MB | share of fp32 peak | share of bandwidth | note |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (JsonNode measured : results.json().path("measurements")) {
            for (Map.Entry<String, JsonNode> side : measured.path("sides").properties()) {
                double seconds = side.getValue().path("median_ms").asDouble() / 1e3;
                String busy = measured.path("busy").asDouble() > 0.05
                        ? String.format(
                                Locale.ROOT,
                                "busy machine: %.0f %% ",
                                100 * measured.path("busy").asDouble())
                        : "";
                page.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n",
                        measured.path("work").asText(),
                        side.getKey(),
                        side.getValue().path("median_ms").asText(),
                        side.getValue().path("low_ms").asText(),
                        side.getValue().path("high_ms").asText(),
                        side.getValue().path("rounds").asText(),
                        side.getValue().path("peak_memory_mb").asText(),
                        share(measured.path("flops").asDouble() / seconds / 1e9, results.peak("gflops")),
                        share(measured.path("bytes").asDouble() / seconds / 1e9, results.peak("gigabytes_per_second")),
                        busy + side.getValue().path("way").asText("")));
            }
        }
    }

    private static String share(double reached, double peak) {
        return reached == 0 || peak == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * reached / peak);
    }
}
