package dev.likeness.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command behind {@code bench/run}. */
public final class Bench {
    private static final double LOOK_SECONDS = 4;

    private final Settings settings;
    private final Path root;
    private final Path target;

    private Bench(Settings settings, Path root) {
        this.settings = settings;
        this.root = root;
        this.target = root.resolve("bench/target/bench");
    }

    /** The command. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.printf(
                    Settings.HELP + "%n",
                    String.join(", ", Rows.ALL.stream().map(Row::id).toList()));
            return;
        }
        try {
            new Bench(Settings.of(arguments), Path.of("").toAbsolutePath()).run();
        } catch (UsageException e) {
            System.err.println("bench/run: " + e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        double busy = Machine.busy(LOOK_SECONDS);
        if (!settings.force()) {
            Machine.requireQuiet(busy);
        }
        Files.createDirectories(target);
        Path file = root.resolve("bench/results.json");
        Results results = Results.continued(file, Machine.here(), commit());
        boolean python = hasTorch();
        Plan plan = new Plan(settings, root, target, python);
        results.version(
                "Java", System.getProperty("java.vm.name", "") + " " + System.getProperty("java.vm.version", ""));
        measurePeaks(plan, results, python);
        Map<String, Set<String>> wanted = new LinkedHashMap<>(); // settings of the peer by work
        for (Row row : settings.rows()) {
            row.works()
                    .forEach(work -> wanted.computeIfAbsent(work, w -> new LinkedHashSet<>())
                            .addAll(row.settings()));
        }
        Map<String, Measurement> measured = new LinkedHashMap<>();
        for (Map.Entry<String, Set<String>> entry : wanted.entrySet()) {
            Work work = plan.work(entry.getKey(), new ArrayList<>(entry.getValue()));
            int rounds = work.name().equals("rank") ? 1 : settings.rounds();
            Measurement measurement = Measurement.of(work, rounds, Machine.busy(LOOK_SECONDS), System.out::println);
            measured.put(work.name(), measurement);
            results.put(measurement);
            noteVersions(measurement, results);
            for (Row row : settings.rows()) {
                if (row.works().contains(work.name())) {
                    ratio(row, measured).ifPresent(ratios -> {
                        results.put(row, ratios);
                        System.out.printf(
                                "%s: %.2f times as fast (%.2f to %.2f), must %s, aim %s%n",
                                row.id(), ratios.ratio(), ratios.low(), ratios.high(), row.must(), row.aim());
                    });
                }
            }
            results.write(file); // what is measured stays, if a later one fails
            Files.writeString(root.resolve("bench/RESULTS.md"), Report.of(results));
        }
        System.out.println("written: bench/RESULTS.md, bench/results.json");
    }

    /** The lowest ratio over the works of a row; empty until all of them are measured on both sides. */
    static Optional<Ratios> ratio(Row row, Map<String, Measurement> measured) {
        List<Ratios> all = row.works().stream()
                .filter(measured::containsKey)
                .map(work ->
                        java.util.Objects.requireNonNull(measured.get(work)).against(row.settings()))
                .flatMap(Optional::stream)
                .toList();
        return all.size() < row.works().size()
                ? Optional.empty()
                : all.stream().min(Comparator.comparingDouble(Ratios::ratio));
    }

    private boolean hasTorch() throws IOException, InterruptedException {
        List<String> command = List.of(settings.python(), "-c", "import torch, onnxruntime");
        try {
            Sample.of(new Side("eager", command, Map.of(), root, 1));
            return true;
        } catch (UsageException | IOException e) {
            System.out.println("no Python with torch and onnxruntime at '" + settings.python()
                    + "': only our side is measured, and no ratio; name another with --python");
            return false;
        }
    }

    private void measurePeaks(Plan plan, Results results, boolean python) throws IOException, InterruptedException {
        JsonNode ours = Sample.of(plan.ours(List.of("-Xmx2g"), List.of("peak", String.valueOf(settings.threads()))))
                .answer();
        results.put(
                "likeness",
                ours.path("gigaflops").asDouble(),
                ours.path("gigabytes").asDouble());
        if (python) {
            JsonNode peer = Sample.of(plan.peer("peak", List.of("peak.py"))).answer();
            results.put(
                    "python",
                    peer.path("gigaflops").asDouble(),
                    peer.path("gigabytes").asDouble());
        }
        System.out.printf(
                "measured peak: %.0f GFLOP/s, %.1f GB/s%n",
                results.peak("gflops"), results.peak("gigabytes_per_second"));
    }

    private static void noteVersions(Measurement measurement, Results results) {
        measurement.samples().values().forEach(samples -> {
            String text = samples.get(0).answer().path("version").asText("");
            for (String each : text.isEmpty() ? new String[0] : text.split(", ", -1)) {
                String[] words = each.split(" ", 2);
                results.version("Python " + words[0], words[words.length - 1]);
            }
        });
    }

    /** The last commit that changed what is measured, with a mark if files are changed since. */
    private String commit() throws IOException, InterruptedException {
        String[] measured = {"--", ".", ":!docs", ":!*.md", ":!bench/results.json"};
        String commit = git(concat(List.of("log", "-1", "--format=%H"), measured));
        return commit + (git(concat(List.of("status", "--porcelain"), measured)).isEmpty() ? "" : ", with changes");
    }

    private static List<String> concat(List<String> first, String... rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(rest));
        return all;
    }

    private String git(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output.strip() : "unknown";
    }
}
