package dev.likeness.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One process of our side: runs a JMH benchmark in this JVM, or a whole training run or the measurement of the machine's peak,
 * and prints one line of JSON with the seconds of one operation.
 */
public final class OurSide {
    private static final int ITERATIONS = 5;

    private OurSide() {}

    /**
     * Runs it.
     *
     * @param arguments {@code jmh CLASS SECONDS NAME=VALUE...}, {@code train DATA FORMAT RECIPE PRECISION SECONDS
     *     THREADS OUT} or
     *     {@code peak THREADS}
     */
    public static void main(String[] arguments) throws RunnerException, InterruptedException {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        ObjectNode found = new ObjectMapper().createObjectNode();
        switch (arguments[0]) {
            case "jmh" ->
                found.put(
                        "seconds",
                        secondsEach(rest.get(0), Double.parseDouble(rest.get(1)), rest.subList(2, rest.size())));
            case "train" ->
                found.put(
                        "seconds",
                        TrainingRunSpeed.secondsEach(
                                rest.get(0),
                                rest.get(1),
                                rest.get(2),
                                rest.get(3),
                                Double.parseDouble(rest.get(4)),
                                Integer.parseInt(rest.get(5)),
                                rest.get(6)));
            case "peak" -> {
                found.put("gigaflops", Peak.gigaflops(Integer.parseInt(rest.get(0))));
                found.put("gigabytes", Peak.gigabytes(Integer.parseInt(rest.get(0))));
            }
            default -> throw new IllegalArgumentException(arguments[0] + "; allowed: jmh, train, peak");
        }
        System.out.println(found);
        System.exit(0); // threads of native libraries need no time that counts
    }

    /**
     * The median over the iterations of a benchmark.
     *
     * @param type the simple name of the class
     * @param seconds of measurement, after a warm-up of 40 % of it
     * @param parameters {@code NAME=VALUE}
     */
    static double secondsEach(String type, double seconds, List<String> parameters) throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(Math.max(1, Math.round(1e3 * seconds / ITERATIONS)));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + type + "\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0) // this process is the fork
                .warmupIterations(2)
                .warmupTime(iteration)
                .measurementIterations(ITERATIONS)
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(parameter -> {
            String[] parts = parameter.split("=", 2);
            options.param(parts[0], parts[1]);
        });
        RunResult result = new Runner(options.build()).runSingle();
        double[] each = Objects.requireNonNull(result.getBenchmarkResults()).stream()
                .flatMap(benchmark -> benchmark.getIterationResults().stream())
                .mapToDouble(OurSide::seconds)
                .toArray();
        return Ratios.median(each);
    }

    private static double seconds(IterationResult iteration) {
        return iteration.getPrimaryResult().getScore() / 1e9;
    }
}
