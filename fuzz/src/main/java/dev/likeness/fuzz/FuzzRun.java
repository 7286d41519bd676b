package dev.likeness.fuzz;

import dev.likeness.files.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs Jazzer on one target in separate processes until the wanted number of mutations is reached. If a finding, a hang or
 * a native crash ends a process, the next process continues.
 *
 * <p>The folder holds {@code corpus}, from which the next run continues; {@code findings}, the inputs that failed;
 * {@code log}; and {@code sessions.tsv} with one line for each run.
 */
final class FuzzRun {
    /** The limits of a process: its heap, and its total memory. */
    static final int HEAP_MEGABYTES = 512;

    static final int MEMORY_MEGABYTES = 2048;

    /**
     * The time limit of one input, by the wall clock. On a busy machine, a picture times out after at most 40 seconds, and
     * its reader has another 20 seconds to end.
     */
    static final int INPUT_SECONDS = 120;

    /** From this number of mutations on, only coverage guides them. */
    private static final long MANY = 50_000;

    /** Below this number of mutations, libraries are not instrumented: that would take longer than the mutations. */
    private static final int BRIEF = 10_000;

    private static final int MAX_FINDINGS = 20;
    private static final int MAX_PROCESSES = 30;
    private static final Pattern BEGUN = Pattern.compile("#(\\d+)\\s+INITED");
    private static final Pattern COVERED = Pattern.compile(" cov: (\\d+) ");

    private final Target target;
    private final Path folder;
    private final Edits edits;

    FuzzRun(Target target, Path folder) {
        this.target = target;
        this.folder = folder.toAbsolutePath();
        this.edits = new Edits(target.seeds());
    }

    /**
     * The limits of a run.
     *
     * @param runs the number of mutations
     * @param seconds the time limit; 0 for none
     * @param seed the seed of the mutations
     */
    record Budget(long runs, long seconds, long seed) {}

    /**
     * The result of a run.
     *
     * @param mutations the number of inputs, without the initial ones
     * @param coverage the number of covered branches, as libFuzzer counts them
     * @param findings the inputs that failed, including those of earlier runs in the folder
     */
    record Result(
            String target, long mutations, double seconds, long coverage, ProcessCounts counts, List<Path> findings) {
        Result {
            findings = List.copyOf(findings);
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-12s %9d mutations in %6.0f s, %6.0f/s; %5.1f %% read; %d timed out; coverage %d; slowest %d ms;"
                            + " peak memory %d MB; findings %d",
                    target,
                    mutations,
                    seconds,
                    mutations / Math.max(seconds, 1e-3),
                    100.0 * counts.read() / Math.max(1, counts.executions()),
                    counts.timedOut(),
                    coverage,
                    counts.slowestMillis(),
                    counts.peakMegabytes(),
                    findings.size());
        }
    }

    Result run(Budget budget) throws IOException, InterruptedException {
        prepare();
        long start = System.nanoTime();
        ProcessCounts counts = ProcessCounts.NOTHING;
        long mutations = 0;
        long coverage = 0;
        for (int process = 0; process < MAX_PROCESSES && mutations < budget.runs; process++) {
            long left = budget.seconds == 0 ? 0 : budget.seconds - secondsSince(start);
            if (left < 0 || (budget.seconds > 0 && left == 0) || findings().size() >= MAX_FINDINGS) {
                break;
            }
            ProcessCounts done = process(new Budget(budget.runs - mutations, left, budget.seed + process));
            String log = Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
            counts = counts.plus(done);
            mutations += Math.max(0, done.executions() - last(BEGUN, log));
            coverage = Math.max(coverage, last(COVERED, log));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Result result = new Result(target.name(), mutations, seconds, coverage, counts, findings());
        Files.writeString(
                folder.resolve("sessions.tsv"),
                Instant.now() + "\t" + result.line() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return result;
    }

    private static long secondsSince(long start) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    private static long last(Pattern number, String log) {
        long last = 0;
        Matcher matcher = number.matcher(log);
        while (matcher.find()) {
            MatchResult match = matcher.toMatchResult();
            last = Long.parseLong(match.group(1));
        }
        return last;
    }

    private void prepare() throws IOException {
        for (String name : List.of("corpus", "seeds", "findings", "artifacts", "temporary")) {
            Files.createDirectories(folder.resolve(name));
        }
        List<byte[]> seeds = new ArrayList<>(target.seeds());
        seeds.addAll(edits.examples());
        for (byte[] seed : seeds) {
            Files.write(folder.resolve("seeds").resolve(Sha256.hex(seed)), seed);
        }
        StringBuilder words = new StringBuilder();
        for (String word : target.words()) {
            words.append('"');
            for (byte letter : word.getBytes(StandardCharsets.UTF_8)) {
                words.append(String.format(Locale.ROOT, "\\x%02X", letter));
            }
            words.append("\"\n");
        }
        Files.writeString(folder.resolve("words"), words);
    }

    /** The inputs that failed, sorted by name. */
    private List<Path> findings() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("findings"))) {
            return files.sorted().toList();
        }
    }

    /** Converts the artifacts of Jazzer to the files that they stand for. */
    private void collect() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("artifacts"))) {
            for (Path artifact : files.toList()) {
                String name = String.valueOf(artifact.getFileName());
                if (name.matches("(crash|timeout|oom)-[0-9a-f]+")) {
                    byte[] input = edits.applied(Files.readAllBytes(artifact));
                    String kind = name.substring(0, name.indexOf('-') + 1);
                    Files.write(folder.resolve("findings").resolve(kind + Sha256.hex(input)), input);
                }
            }
        }
    }

    /** Runs one process, which ends after its budget or at a finding. */
    private ProcessCounts process(Budget budget) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve(JazzerEntry.COUNTS_FILE));
        SortedSet<Path> before = new TreeSet<>(findings());
        ProcessBuilder builder = new ProcessBuilder(command(budget))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        builder.environment().put("CLASSPATH", classPath()); // ONNX Runtime fails if the command line is long
        Process process = builder.start();
        Thread stop = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        int exit = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(stop);
        Scratch.delete(folder.resolve("temporary"));
        Files.createDirectories(folder.resolve("temporary"));
        collect();
        if (exit != 0 && new TreeSet<>(findings()).equals(before)) {
            if (!Files.exists(folder.resolve(JazzerEntry.COUNTS_FILE))) { // no input was tried
                throw new IOException("Jazzer could not start (exit code " + exit + "); see " + folder.resolve("log"));
            }
            byte[] input = CurrentInput.read(folder.resolve(JazzerEntry.CURRENT_FILE));
            Files.write(folder.resolve("findings").resolve("native-" + Sha256.hex(input)), input);
        }
        if (exit != 0) {
            Files.copy(
                    folder.resolve("log"),
                    folder.resolve("log-of-" + Instant.now().toEpochMilli()));
        }
        return ProcessCounts.from(folder.resolve(JazzerEntry.COUNTS_FILE));
    }

    private List<String> command(Budget budget) throws IOException {
        boolean brief = budget.runs < BRIEF;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (brief ? 1 : 4),
                "-XX:-OmitStackTraceInFastThrow",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"),
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                "-D" + JazzerEntry.TARGET + "=" + target.name(),
                "-D" + JazzerEntry.FOLDER + "=" + folder,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=" + String.join(":", watched(brief)),
                "--instrumentation_excludes=dev.likeness.fuzz.**:dev.likeness.geometry.**", // reads no files
                "--keep_going=" + MAX_FINDINGS,
                "--reproducer_path=" + folder.resolve("artifacts"),
                "-artifact_prefix=" + folder.resolve("artifacts") + "/",
                "-dict=" + folder.resolve("words"),
                "-runs=" + (budget.runs + known()),
                "-seed=" + budget.seed,
                "-mutate_depth=2", // with more, hardly any input gets past its first bytes
                "-keep_seed=1",
                "-reduce_inputs=0",
                "-max_len=" + target.longest(),
                "-timeout=" + INPUT_SECONDS,
                "-rss_limit_mb=" + MEMORY_MEGABYTES));
        if (budget.runs >= MANY) {
            command.add("--trace=cov"); // tracing each of a decoder's many comparisons calls native code
        }
        if (budget.seconds > 0) {
            command.add("-max_total_time=" + budget.seconds);
        }
        command.add(folder.resolve("corpus").toString());
        command.add(folder.resolve("seeds").toString());
        return command;
    }

    /** The class path with absolute paths, because the processes have another working folder. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> watched(boolean brief) {
        List<String> watched = new ArrayList<>(List.of("dev.likeness.**"));
        watched.addAll(brief ? List.of() : target.watched());
        return watched;
    }

    /** The number of inputs before the first mutation, because Jazzer counts them. */
    private long known() throws IOException {
        try (Stream<Path> corpus = Files.list(folder.resolve("corpus"));
                Stream<Path> seeds = Files.list(folder.resolve("seeds"))) {
            return corpus.count() + seeds.count() + 1;
        }
    }
}
