package dev.likeness.fuzz;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The command behind {@code scripts/fuzz}. */
public final class Fuzz {
    private static final String USAGE = """
            scripts/fuzz TARGET|all [--runs 1000000] [--seconds S] [--seed 1] [--jobs 1] [--dir DIR]
            scripts/fuzz TARGET --replay FILE

            Tries mutated files on a reader until --runs mutations or --seconds are reached, for each target. --dir keeps
            the corpus (default: likeness-fuzz in the folder for temporary files), and the next run continues from it.
            --jobs targets run at once, each with a heap of %d MB and at most %d MB in total; the limit for one input is %d
            seconds. Exits with 1 if there are findings.

            Targets: %s""";

    private long runs = 1_000_000;
    private long seconds;
    private long seed = 1;
    private int jobs = 1;
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"), "likeness-fuzz");
    private String replayed = "";
    private final List<String> targets = new ArrayList<>();

    private Fuzz() {}

    /** The command. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        try {
            Fuzz fuzz = new Fuzz();
            fuzz.parse(arguments);
            System.exit(fuzz.replayed.isEmpty() ? fuzz.run() : fuzz.replay());
        } catch (InputException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void parse(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            if (!word.startsWith("-")) {
                targets.addAll(
                        word.equals("all")
                                ? Targets.names()
                                : List.of(Targets.named(word).name()));
                continue;
            }
            if (word.equals("--help") || i + 1 == arguments.length) {
                throw usage();
            }
            option(word, arguments[++i]);
        }
        if (targets.isEmpty()) {
            throw usage();
        }
    }

    private void option(String word, String value) {
        switch (word) {
            case "--runs" -> runs = number(word, value);
            case "--seconds" -> seconds = number(word, value);
            case "--seed" -> seed = number(word, value);
            case "--jobs" -> jobs = Math.toIntExact(number(word, value));
            case "--dir" -> folder = Path.of(value);
            case "--replay" -> replayed = value;
            default -> throw usage();
        }
    }

    private static long number(String word, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new InputException(word + " " + value + "; allowed: a whole number from 1 to 999999999");
        }
        return Long.parseLong(value);
    }

    private static InputException usage() {
        System.err.println(USAGE.formatted(
                FuzzRun.HEAP_MEGABYTES,
                FuzzRun.MEMORY_MEGABYTES,
                FuzzRun.INPUT_SECONDS,
                String.join(", ", Targets.names())));
        return new InputException("invalid command; see the usage above");
    }

    private int run() throws IOException, InterruptedException, ExecutionException {
        System.err.println("fuzz: state in " + folder);
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        List<Future<FuzzRun.Result>> results = new ArrayList<>();
        for (String target : targets) {
            FuzzRun run = new FuzzRun(Targets.named(target), folder.resolve(target));
            results.add(workers.submit(() -> run.run(new FuzzRun.Budget(runs, seconds, seed))));
        }
        workers.shutdown();
        int findings = 0;
        for (Future<FuzzRun.Result> future : results) {
            FuzzRun.Result result = future.get();
            System.out.println(result.line());
            for (Path finding : result.findings()) {
                System.out.println(Findings.described(result.target(), finding));
            }
            findings += result.findings().size();
        }
        return findings == 0 ? 0 : 1;
    }

    private int replay() throws IOException {
        byte[] input = Files.readAllBytes(Path.of(replayed));
        for (String target : targets) {
            System.out.println(target + ": " + Attempt.of(Targets.named(target), input));
        }
        return 0;
    }
}
