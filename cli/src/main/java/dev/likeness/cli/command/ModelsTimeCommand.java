package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.MeasureOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.cli.option.RunInput;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.Speed;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.NetworkDesign;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "time",
        mixinStandardHelpOptions = true,
        description =
                "Measures how long a model or a classical measure takes to encode a picture, to compare a pair, and to"
                        + " compare a picture with 10,000 others. Run nothing else at the same time, or use"
                        + " --processor-time.",
        footer = {
            "",
            "Examples:",
            "    likeness models time characters",
            "    likeness models time --measure ssim --processor-time"
        })
final class ModelsTimeCommand implements Callable<Integer> {
    /** The codes of the collection with which one picture is compared. */
    private static final int COLLECTION = 10_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME|DIR", arity = "0..1", description = "A model.")
    @RunInput
    private @Nullable String model;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            completionCandidates = MeasureOption.Names.class,
            description = "A classical measure instead of a model: ${COMPLETION-CANDIDATES}.")
    private @Nullable String classical;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "6",
            description = "Approximate duration of the measurement. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--processor-time",
            description =
                    "Report the processor time of all threads together instead of the elapsed time: it hardly depends"
                            + " on what other programs do.")
    private boolean processorTime;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        ObjectNode result = JsonOption.object();
        if (classical != null) {
            if (model != null) {
                throw new InputException("both the model " + model + " and --measure " + classical
                        + " are given; one of them is timed at a time; omit the other");
            }
            Measures.requireKnown(classical);
            try (Measure measure = Measures.named(classical)) {
                time(measure, result.put("measure", classical), null);
            }
            return ExitCode.OK;
        }
        if (model == null) {
            throw new InputException(
                    "neither a model nor --measure is given; name a model, such as 'likeness models time"
                            + " characters', or a measure, such as 'likeness models time --measure sift'");
        }
        ModelFiles files = ModelOption.named(model);
        try (LearnedMeasure measure = LearnedMeasure.open(files)) {
            time(measure, result.put("model", files.name()), measure.card());
        }
        return ExitCode.OK;
    }

    private void time(Measure measure, ObjectNode result, @Nullable ModelCard card) {
        Speed.Stopwatch stopwatch = processorTime
                ? Speed.Stopwatch.ofProcessorTime(seconds, processor())
                : Speed.Stopwatch.ofElapsedTime(seconds);
        Speed speed;
        double oneAgainstMany;
        try (ProgressDisplay bar = new ProgressDisplay("time", System.err)) {
            speed = Speed.of(measure, stopwatch, bar);
            oneAgainstMany = Speed.oneAgainst(COLLECTION, measure, stopwatch);
        }
        String kind = processorTime ? "processor time" : "elapsed time";
        PrintWriter print = spec.commandLine().getOut();
        if (json.wanted()) {
            result.put("clock", kind)
                    .put("milliseconds_to_encode", speed.encode())
                    .put("microseconds_to_compare", speed.compare())
                    .put("microseconds_to_compare_alone", speed.compareAlone())
                    .put("milliseconds_one_against_" + COLLECTION, oneAgainstMany);
            if (card != null) {
                result.set("cost", JsonOption.card(card).at("/design/cost"));
            }
            JsonOption.print(result, print);
            return;
        }
        print.printf(Locale.ROOT, "to encode a picture   %.2f ms%n", speed.encode());
        print.printf(
                Locale.ROOT,
                "to compare a pair     %.1f us, many at once; %.0f us alone%n",
                speed.compare(),
                speed.compareAlone());
        print.printf(Locale.ROOT, "one against %,d    %.0f ms%n", COLLECTION, oneAgainstMany);
        if (processorTime) {
            print.println("processor time of all threads together");
        }
        NetworkDesign.Cost cost = card == null ? null : card.design().cost();
        if (cost != null) {
            print.printf(
                    Locale.ROOT,
                    "%,d parameters; multiply-adds: %,d to encode, %,d to compare%n",
                    cost.parameters(),
                    cost.encode(),
                    cost.compare());
        }
    }

    /** The processor time of this process, in nanoseconds. */
    private static LongSupplier processor() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        if (system.getProcessCpuTime() < 0) {
            throw new InputException(
                    "--processor-time: this system does not report the processor time of a process; omit"
                            + " the option");
        }
        return system::getProcessCpuTime;
    }
}
