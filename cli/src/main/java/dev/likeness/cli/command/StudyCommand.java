package dev.likeness.cli.command;

import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.GridOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.JudgingOptions;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.option.UnreadableOption;
import dev.likeness.cli.text.Bar;
import dev.likeness.cli.text.CommandText;
import dev.likeness.study.Contender;
import dev.likeness.study.Study;
import dev.likeness.study.StudySettings;
import dev.likeness.study.report.StudyJson;
import dev.likeness.study.report.StudyReports;
import dev.likeness.study.report.StudyTable;
import dev.likeness.train.Length;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = {
            "Answers by measurement, on your own pictures: which way to combine two networks is best?",
            "Trains every combination asked for under the same budget, judges all of them, and measures that are not"
                    + " learned, by the same pairs, and says which are better or worse than the baseline and which"
                    + " cannot be told apart."
        },
        footer = {
            "",
            "Examples:",
            "  Draw pictures to try it on:",
            "    likeness data draw --out pictures",
            "  All ten heads, 3 seeds each, 5 minutes per run:",
            "    likeness study pictures --out pictures-study",
            "  Two heads, 2000 steps per run:",
            "    likeness study pictures --out heads-study --heads concat,nearest --steps 2000",
            "  One head under three targets:",
            "    likeness study pictures --out targets-study --heads concat --targets cross-entropy,triplet,info-nce",
            "  All heads, one of them with a single seed and therefore without a verdict:",
            "    likeness study pictures --out seeds-study --seeds 3 --seeds-of interleaved=1",
            "",
            "Ctrl-C stops it cleanly. The same command continues it and does not repeat finished runs."
        })
public final class StudyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "Labelled pictures, or photographs without labels.")
    private Path data;

    @Mixin
    private DataOptions options;

    @Mixin
    private UnreadableOption unreadable;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder of the study.")
    @RunOutput
    private Path out;

    @Mixin
    private GridOptions grid;

    @Mixin
    private JudgingOptions judging;

    @ArgGroup
    private @Nullable BudgetOption budget;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the first run. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: the processors of this machine. The same seed gives the same models only with the"
                    + " same number.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private JsonOption json;

    /** What each run is given. */
    static final class BudgetOption {
        @Option(names = "--steps", paramLabel = "N", description = "Training steps of each run: repeats exactly.")
        private @Nullable Long steps;

        @Option(names = "--minutes", paramLabel = "N", description = "Minutes of each run. Default: 5.")
        private @Nullable Double minutes;

        Length length() {
            return steps != null ? new Length.Steps(steps) : new Length.Minutes(minutes == null ? 5 : minutes);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter print = spec.commandLine().getOut();
        List<Contender> contenders = grid.contenders();
        StudySettings settings = new StudySettings(
                out,
                contenders,
                budget == null ? new Length.Minutes(5) : budget.length(),
                threads,
                seed,
                judging.judging(),
                judging.comparison(contenders),
                CommandText.of(spec));
        Interruption interruption = new Interruption();
        try (Bar bar = new Bar("study", System.err)) {
            Optional<Study.Finished> finished =
                    new Study(settings, bar, interruption::asked).run(options.openSelected(data), unreadable.limit());
            bar.close();
            if (finished.isEmpty()) {
                spec.commandLine().getErr().println("likeness: stopped; the same command goes on with it");
                if (json.wanted()) {
                    JsonOption.print(
                            JsonOption.object().put("out", out.toString()).put("stopped", true), print);
                }
                return ExitCode.OK;
            }
            report(finished.get(), print);
            return ExitCode.OK;
        } finally {
            interruption.done();
        }
    }

    private void report(Study.Finished finished, PrintWriter print) {
        StudyReports.write(finished.outcome(), finished.examples(), out);
        if (json.wanted()) {
            JsonOption.print(StudyJson.tree(finished.outcome()), print);
        } else {
            print.println(StudyTable.text(finished.outcome()));
            print.println("report in " + out.resolve("report.html"));
        }
    }
}
