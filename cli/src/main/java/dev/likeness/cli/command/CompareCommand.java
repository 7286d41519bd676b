package dev.likeness.cli.command;

import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.cli.option.ClassicalMeasureOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.cli.option.OperatingPointOptions;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.text.DomainText;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.cli.text.VerdictText;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.ModelChoice;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Decides whether two pictures show the same thing.",
        footer = {
            "",
            "Examples:",
            "    likeness compare examples/boat-1.png examples/boat-2.png",
            "  With a picture that shows where they agree:",
            "    likeness compare examples/boat-1.png examples/boat-2.png --map map.png",
            "  In a script:",
            "    likeness compare examples/boat-1.png examples/boat-2.png --exit-code && echo same",
            "  With a classical measure; its thresholds are for altered copies of photographs:",
            "    likeness compare examples/boat-1.png examples/boat-2.png --measure sift",
            "  Many pairs, from a CSV file with the columns a and b:",
            "    likeness compare --pairs examples/pairs.csv --out answers.csv",
            "",
            "@FILE reads arguments from a file, one per line."
        })
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "A", description = "A picture.")
    private @Nullable Path a;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "Another picture.")
    private @Nullable Path b;

    @Mixin
    private ModelOption model;

    @Mixin
    private ClassicalMeasureOption measure;

    @Mixin
    private OperatingPointOptions point;

    @Option(
            names = "--map",
            paramLabel = "FILE.png",
            description =
                    "Write both pictures side by side with the likeness map over them: blue places support a match, orange"
                            + " places oppose it.")
    @RunOutput(picture = true)
    private @Nullable Path map;

    @Option(
            names = "--pairs",
            paramLabel = "FILE.csv",
            description = "Compare many pairs at once: a CSV file with the columns a and b, with paths relative to the"
                    + " file; - reads the table from standard input, with paths relative to the current"
                    + " folder.")
    private @Nullable Path pairs;

    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            description = "With --pairs: write the answers to this file instead of standard output.")
    @RunOutput
    private @Nullable Path out;

    @Option(names = "--exit-code", description = "Exit with 1 if the pictures do not match.")
    private boolean exitCode;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        String classical = measure.name(model);
        if (pairs != null) {
            if (a != null || map != null || exitCode) {
                throw new InputException("--pairs takes its pictures from the file; omit A, B, --map and --exit-code");
            }
            try (PairComparers comparers = comparers(classical);
                    ProgressDisplay bar = new ProgressDisplay("compare", System.err)) {
                PairsComparison comparison = new PairsComparison(comparers, pairs, bar);
                int code = comparison.run(out, json.wanted(), print);
                note(comparison.first(), comparers.scoreOnly());
                noteOutside(comparison.outside());
                return code;
            }
        }
        if (a == null || b == null || out != null) {
            throw new InputException(
                    "compare takes two pictures, 'likeness compare A B', or --pairs FILE.csv [--out FILE.csv]");
        }
        if (map != null && classical != null) {
            throw new InputException("measure " + classical + " has no map of where the pictures agree; omit"
                    + " --map, or choose a model with --model");
        }
        Path pathA = a;
        Path pathB = b;
        // Decodes the pictures while the models' cards are read, or the model itself.
        CompletableFuture<List<Picture>> pictures =
                CompletableFuture.supplyAsync(() -> List.of(Picture.read(pathA), Picture.read(pathB)));
        if (classical != null) {
            try (PairComparer comparer = comparer(classical)) {
                List<Picture> both = arrived(pictures);
                PairAnswer answer = comparer.compare(
                        comparer.encode(both.get(0), Side.A), comparer.encode(both.get(1), Side.B), List.of());
                note(null, comparer.scoreOnly());
                return printed(answer, pathA, pathB);
            }
        }
        try (Likeness likeness = Likeness.openForFewCalls(files(pictures), point.point())) {
            Picture pictureA = arrived(pictures).get(0);
            Picture pictureB = arrived(pictures).get(1);
            Code codeA = likeness.encode(pictureA, Side.A);
            Code codeB = likeness.encode(pictureB, Side.B);
            Boolean inDomain =
                    likeness.inDomain(List.of(PictureStatistics.of(pictureA), PictureStatistics.of(pictureB)));
            Verdict verdict = likeness.compare(codeA, codeB).ofDomain(inDomain);
            if (map != null) {
                MapFile.write(likeness, verdict, likeness.map(codeA, codeB), pictureA, pictureB, map);
            }
            if (json.wanted()) {
                PairAnswer answer =
                        new PairAnswer(new PairComparer.Name("model", verdict.model()), verdict.score(), verdict);
                JsonOption.print(answer.json(UserPath.text(pathA), UserPath.text(pathB)), print);
            } else {
                print.println(VerdictText.headline(verdict, point.point()));
                print.println(VerdictText.detail(verdict));
                if (Boolean.FALSE.equals(inDomain)) {
                    print.println(DomainText.warning(verdict.model()));
                }
                if (map != null) {
                    print.println("map in " + map);
                }
            }
            return exitCode && !verdict.match() ? ExitCode.NO_MATCH : ExitCode.OK;
        }
    }

    /** The model; if it is to be chosen, the one for these pictures. */
    private ModelFiles files(CompletableFuture<List<Picture>> pictures) {
        ModelChoice choice = ModelChoice.bundled();
        if (!model.isAutomatic() || choice.candidates().size() == 1) {
            return model.files();
        }
        List<Picture> both = arrived(pictures);
        return Models.bundled(choice.of(both.get(0), both.get(1)));
    }

    private PairComparers comparers(@Nullable String classical) {
        if (classical != null || !model.isAutomatic()) {
            return PairComparers.of(comparer(classical));
        }
        return PairComparers.choosing(
                ModelChoice.bundled(), name -> PairComparer.of(Likeness.open(Models.bundled(name), point.point())));
    }

    private void noteOutside(long pairs) {
        if (pairs > 0) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "likeness: note: " + pairs + (pairs == 1 ? " pair has" : " pairs have")
                                    + " a picture unlike those that the model was trained for, so the answer is unreliable (column"
                                    + " in_domain); choose another model with --model, train one on your pictures, or use --measure");
        }
    }

    /** @param classical the measure that answers; null if the model does */
    private PairComparer comparer(@Nullable String classical) {
        return classical == null
                ? PairComparer.of(Likeness.open(model.files(), point.point()))
                : PairComparer.of(classical, measure.cards(), point.point(), exitCode);
    }

    /** Prints the answer of a classical measure; returns the exit code. */
    private int printed(PairAnswer answer, Path pathA, Path pathB) {
        PrintWriter print = spec.commandLine().getOut();
        Verdict verdict = answer.verdict();
        if (json.wanted()) {
            JsonOption.print(answer.json(UserPath.text(pathA), UserPath.text(pathB)), print);
        } else if (verdict == null) {
            print.println(VerdictText.scoreOnly(answer.score(), answer.measure().name()));
        } else {
            print.println(VerdictText.headline(verdict, point.point()));
            print.println(VerdictText.detail(verdict, "measure"));
        }
        return exitCode && verdict != null && !verdict.match() ? ExitCode.NO_MATCH : ExitCode.OK;
    }

    /**
     * Says on standard error which rate is used if it is not the default one, because the table of answers has no rate, and
     * why there are scores only.
     */
    private void note(@Nullable Verdict verdict, String scoreOnly) {
        if (!scoreOnly.isEmpty()) {
            spec.commandLine().getErr().println("likeness: note: " + scoreOnly);
        }
        if (verdict != null && VerdictText.replacesDefault(verdict.falseMatchRate(), point.point())) {
            spec.commandLine()
                    .getErr()
                    .println("likeness: note: --pairs decides "
                            + VerdictText.rate(verdict.falseMatchRate(), verdict.certified(), point.point()));
        }
    }

    private static List<Picture> arrived(CompletableFuture<List<Picture>> pictures) {
        try {
            return pictures.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof InputException input ? input : e;
        }
    }
}
