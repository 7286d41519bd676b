package dev.likeness.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The processes that do each work, on both sides. */
final class Plan {
    /** What the launcher sets for {@code train}. The main thread of Python uses the first arena in any case. */
    private static final Map<String, String> ALLOCATOR =
            Map.of("MALLOC_MMAP_MAX_", "0", "MALLOC_TRIM_THRESHOLD_", "17179869184", "MALLOC_ARENA_MAX", "1");

    private static final String FLOAT = "float";
    private static final String MIXED = "mixed";
    private static final int MANY = 10_000;
    private static final int RUN_FACTOR = 3;
    private static final List<String> TRAINING = List.of("-Xmx4g", "-XX:+UseParallelGC");
    private static final List<String> USE = List.of("-Xmx2g", "-XX:+UseSerialGC");

    private final Settings settings;
    private final Path root;
    private final Path target;
    private final Inputs inputs;
    private final boolean python;

    /** @param python whether there is a Python with torch */
    Plan(Settings settings, Path root, Path target, boolean python) {
        this.settings = settings;
        this.root = root;
        this.target = target;
        this.inputs = new Inputs(root, target);
        this.python = python;
    }

    /** The work of a name, with only those settings of the peer that a row needs. */
    Work work(String name, List<String> wanted) throws IOException, InterruptedException {
        String[] words = name.split(" ", 2);
        return switch (words[0]) {
            case "step" -> step(name, words[1], FLOAT, wanted);
            case "run" -> run(name, words[1], FLOAT, wanted);
            case "mixed-step" -> step(name, words[1], MIXED, wanted);
            case "mixed-run" -> run(name, words[1], MIXED, wanted);
            case "compare-1" -> compare(1, words[1], wanted);
            case "compare-64" -> compare(64, words[1], wanted);
            case "many" -> many(words[1]);
            case "folder" -> folder(name, Integer.parseInt(words[1]), wanted);
            case "start" -> start();
            case "rank" -> rank();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Work step(String name, String network, String precision, List<String> wanted) throws IOException {
        Side ours = jmh(
                TRAINING,
                "StepBenchmark",
                "recipe=" + inputs.recipe(network),
                "precision=" + precision,
                "threads=" + settings.threads());
        Path model = inputs.model(network);
        JsonNode card = new ObjectMapper().readTree(model.resolve("model.json").toFile());
        JsonNode trained = card.path("provenance").path("recipe");
        int identities = trained.path("schedule").path("identities").asInt();
        int pairs =
                identities * (1 + trained.path("objective").path("negatives").size());
        JsonNode cost = card.path("design").path("cost");
        // A multiply-add is two operations; the backward pass takes twice as many as the forward pass.
        double flops = 6
                * (2.0 * identities * cost.path("multiply_adds_to_encode").asDouble()
                        + pairs * cost.path("multiply_adds_to_compare").asDouble());
        List<Side> peers = peers(
                wanted,
                setting -> List.of(
                        "step.py",
                        model.toString(),
                        "--setting",
                        setting,
                        "--seconds",
                        String.valueOf(settings.seconds())));
        return new Work(name, ours, peers, new Work.Cost(flops, 0));
    }

    private Work run(String name, String kind, String precision, List<String> wanted) {
        boolean labelled = kind.equals("characters");
        Path given = labelled ? settings.characters() : settings.photographs();
        Path data = given != null ? given : labelled ? inputs.characters() : inputs.photographs();
        String network = labelled ? "d" : "photographs";
        String seconds = String.valueOf(RUN_FACTOR * settings.seconds());
        Side ours = ours(
                TRAINING,
                List.of(
                        "train",
                        data.toString(),
                        labelled ? "classes" : "photos",
                        inputs.recipe(network).toString(),
                        precision,
                        seconds,
                        String.valueOf(settings.threads()),
                        target.resolve("run-" + System.nanoTime()).toString()));
        Path model = inputs.model(network);
        List<Side> peers = peers(
                wanted,
                setting -> List.of(
                        "run.py",
                        model.toString(),
                        data.toString(),
                        "--kind",
                        labelled ? "classes" : "photos",
                        "--setting",
                        setting,
                        "--seconds",
                        seconds));
        return new Work(name, ours, peers, Work.Cost.UNKNOWN);
    }

    private Work compare(int pairs, String network, List<String> wanted) throws IOException {
        Path model = inputs.model(network);
        Side ours = jmh(USE, "CompareBenchmark", "model=" + model, "pairs=" + pairs);
        JsonNode cost = cost(model);
        double flops = 2.0
                * pairs
                * (2 * cost.path("multiply_adds_to_encode").asDouble()
                        + cost.path("multiply_adds_to_compare").asDouble());
        List<Side> peers = peers(
                wanted,
                setting -> List.of(
                        "compare.py",
                        model.toString(),
                        "--setting",
                        setting,
                        "--batch",
                        String.valueOf(pairs),
                        "--seconds",
                        String.valueOf(settings.seconds())));
        return new Work("compare-" + pairs + " " + network, ours, peers, new Work.Cost(flops, 0));
    }

    private Work many(String head) throws IOException {
        Path model = inputs.model(head.equals("default") ? "d" : head);
        Side ours = jmh(USE, "ManyBenchmark", "model=" + model, "count=" + MANY);
        JsonNode card = new ObjectMapper().readTree(model.resolve("model.json").toFile());
        double numbers = card.path("embedding").asDouble();
        double prepared = 1;
        for (JsonNode dimension : card.path("prepared")) {
            prepared *= dimension.asDouble();
        }
        double flops = 2.0 * MANY * cost(model).path("multiply_adds_to_compare").asDouble();
        List<Side> peers = peers(
                List.of("torch"),
                setting -> List.of(
                        "many.py",
                        model.toString(),
                        "--count",
                        String.valueOf(MANY),
                        "--seconds",
                        String.valueOf(4 * settings.seconds())));
        return new Work("many " + head, ours, peers, new Work.Cost(flops, 4.0 * MANY * (numbers + prepared)));
    }

    private static JsonNode cost(Path model) throws IOException {
        return new ObjectMapper()
                .readTree(model.resolve("model.json").toFile())
                .path("design")
                .path("cost");
    }

    private Work folder(String name, int count, List<String> wanted) {
        String pictures = inputs.large(count).toString();
        Side ours = launched(
                inputs.launcher(),
                Side.OURS,
                count,
                "encode",
                pictures,
                "--model",
                "photos",
                "--out",
                target.resolve("vectors.npy").toString());
        List<Side> peers = new ArrayList<>();
        for (Side peer : peers(
                wanted,
                setting -> List.of(
                        "encode.py",
                        inputs.bundled("photos").toString(),
                        pictures,
                        "--setting",
                        setting,
                        "--out",
                        target.resolve("peer.npy").toString()))) {
            peers.add(new Side(peer.setting(), peer.command(), threads(), root, count));
        }
        return new Work(name, ours, peers, Work.Cost.UNKNOWN);
    }

    private Work start() {
        String a = root.resolve("examples/boat-1.png").toString();
        String b = root.resolve("examples/boat-2.png").toString();
        Side ours = launched(inputs.launcher(), Side.OURS, 1, "compare", a, b);
        List<Side> peers = new ArrayList<>();
        for (Side peer : peers(
                List.of("eager"),
                setting -> List.of("verdict.py", inputs.bundled("photos").toString(), a, b))) {
            peers.add(new Side(peer.setting(), peer.command(), threads(), root, 1));
        }
        return new Work("start", ours, peers, Work.Cost.UNKNOWN);
    }

    private Work rank() throws IOException, InterruptedException {
        Path earlier = OldVersion.launcher(root, target);
        return new Work(
                "rank",
                ranking(inputs.launcher(), Side.OURS, "nearest-64"),
                List.of(ranking(earlier, "old", "nearest-64-old")),
                Work.Cost.UNKNOWN);
    }

    /** With the same network on both sides, which each version trains, so that it has the graphs of that version. */
    private Side ranking(Path launcher, String setting, String network) {
        String model = inputs.nearest(launcher, network).toString();
        String pictures = inputs.ranked().toString();
        return launched(launcher, setting, 1, "evaluate", pictures, "--model", model, "--protocol", "retrieval");
    }

    private Side launched(Path launcher, String setting, int operations, String... arguments) {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        return new Side(setting, command, Map.of("LIKENESS_BUILD", "never"), root, operations);
    }

    private Side jmh(List<String> options, String type, String... parameters) {
        List<String> arguments = new ArrayList<>(List.of("jmh", type, String.valueOf(settings.seconds())));
        arguments.addAll(List.of(parameters));
        return ours(options, arguments);
    }

    /** A process of {@link OurSide}, with the options of Java that the launcher gives. */
    Side ours(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString()));
        command.addAll(options);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.awt.headless=true");
        command.add(OurSide.class.getName());
        command.addAll(arguments);
        Map<String, String> environment = new TreeMap<>(environment());
        // In the environment: a long command line would crash ONNX Runtime for Linux.
        environment.put("CLASSPATH", System.getProperty("java.class.path", ""));
        return new Side(Side.OURS, command, environment, root, 1);
    }

    private Map<String, String> threads() {
        return Map.of("BENCH_THREADS", String.valueOf(settings.threads()));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(ALLOCATOR);
        environment.putAll(threads());
        environment.put("ORT_DISABLE_TELEMETRY", "1");
        return environment;
    }

    private interface Arguments {
        List<String> of(String setting);
    }

    private List<Side> peers(List<String> wanted, Arguments arguments) {
        if (!python) {
            return List.of();
        }
        return wanted.stream()
                .map(setting -> peer(setting, arguments.of(setting)))
                .toList();
    }

    /** @param arguments the script in {@code bench/peers}, and its arguments */
    Side peer(String setting, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(settings.python()));
        command.add(root.resolve("bench/peers/" + arguments.get(0)).toString());
        command.addAll(arguments.subList(1, arguments.size()));
        return new Side(setting, command, environment(), root, 1);
    }
}
