package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.text.Bar;
import dev.likeness.error.InputException;
import dev.likeness.files.NewFolder;
import dev.likeness.geometry.PatchNoise;
import dev.likeness.synthesis.CutPatches;
import dev.likeness.synthesis.CutPatches.Fault;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "patches",
        mixinStandardHelpOptions = true,
        description = "Cuts local patches out of photographs, to train and judge measures of patches on: a folder for"
                + " each photograph, in it one for each point, in it 64x64 pictures of the point. The first is upright;"
                + " the others see it from elsewhere, off by some noise, in other light. Photographs longer than 1024"
                + " pixels are reduced to that first.",
        footer = {
            "",
            "A picture that cannot be read, has no point all of whose views lie inside it, or is a copy of another is"
                    + " skipped, and counted on standard error.",
            "",
            "Examples:",
            "    likeness data patches examples --out patches",
            "    likeness train patches --out model"
        })
final class DataPatchesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PHOTOS",
            description = "A data set of any format: every picture in it is taken for a photograph, whatever it is"
                    + " labelled.")
    private Path photos;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write: new, or empty.")
    @RunOutput
    private Path out;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "20",
            description = "Of each photograph at most, the strongest corners first. Default: ${DEFAULT-VALUE}.")
    private int points;

    @Option(
            names = "--views",
            paramLabel = "N",
            defaultValue = "4",
            description = "Of each point, with the upright one. Default: ${DEFAULT-VALUE}.")
    private int views;

    @Option(
            names = "--noise",
            paramLabel = "WORD",
            defaultValue = "hard",
            description = "How far the other views are off: easy, hard or tough, as HPatches calls it. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String noise;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Picks the other views. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private DataOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        CutPatches patches = new CutPatches(new CutPatches.Settings(points, views, PatchNoise.ofLevel(noise), seed));
        NewFolder.refuseFull(out); // before the data are opened, which may take a while
        CutPatches.Result result = cut(patches);
        tellSkipped(result);
        if (result.pictures() == 0) {
            throw new InputException(photos + ": not one patch could be cut from its "
                    + result.skipped().size() + " pictures, so " + out + " was not written; patches come from textured"
                    + " photographs of about 100 pixels a side or more; name others");
        }
        PrintWriter print = spec.commandLine().getOut();
        if (json.wanted()) {
            JsonOption.print(json(result), print);
        } else {
            print.println(result.pictures() + " pictures of " + result.identities() + " points in "
                    + result.photographs() + " photographs, in " + out);
            print.println("next: likeness train " + out + " --out model");
        }
        return ExitCode.OK;
    }

    private CutPatches.Result cut(CutPatches patches) {
        Interruption interruption = new Interruption();
        try (Bar bar = new Bar("patches", System.err)) {
            return patches.write(options.openSelected(photos), out, (done, total, note) -> {
                if (interruption.asked()) {
                    throw new InputException("stopped after " + done + " of " + total + " pictures; " + out
                            + " was not written; start again");
                }
                bar.at(done, total, note);
            });
        } finally {
            interruption.done();
        }
    }

    private void tellSkipped(CutPatches.Result result) {
        PrintWriter err = spec.commandLine().getErr();
        for (CutPatches.Skipped skipped : result.skipped()) {
            if (skipped.fault() == Fault.BROKEN) {
                err.println("likeness: skipped: " + skipped.reason());
            }
        }
        tell(names(result, Fault.BROKEN), "that cannot be read", err);
        tell(names(result, Fault.NO_POINT), "too small, or without a corner that has all its views inside", err);
        tell(names(result, Fault.COPY), "with the same pixels as one before", err);
    }

    private static void tell(List<String> names, String what, PrintWriter err) {
        if (!names.isEmpty()) {
            err.println("likeness: skipped " + names.size() + " picture" + (names.size() == 1 ? "" : "s") + " " + what
                    + ", such as " + names.get(0));
        }
    }

    private static List<String> names(CutPatches.Result result, Fault fault) {
        return result.skipped().stream()
                .filter(skipped -> skipped.fault() == fault)
                .map(CutPatches.Skipped::name)
                .toList();
    }

    private ObjectNode json(CutPatches.Result result) {
        ObjectNode node = JsonOption.object()
                .put("photographs", result.photographs())
                .put("skipped", result.skipped().size())
                .put("identities", result.identities())
                .put("pictures", result.pictures())
                .put("out", out.toString());
        options.describe(node);
        return node;
    }
}
