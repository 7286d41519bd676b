package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.text.CountText;
import dev.likeness.cli.text.ProgressDisplay;
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
        description = "Cuts local patches out of photographs, to train and evaluate patch measures: a folder for"
                + " each photograph, with a folder for each point, with 64x64 pictures of the point. The first is"
                + " upright; the others have another viewpoint, position noise and other light. Photographs"
                + " larger than 1024 pixels are reduced to 1024 pixels first.",
        footer = {
            "",
            "A picture is skipped, and counted on standard error, if it cannot be read, has no point with all views"
                    + " inside the picture, or is a copy of another.",
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
            description = "A data set of any format. Every picture is used as a photograph; its label is ignored.")
    private Path photos;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write: new, or empty.")
    @RunOutput
    private Path out;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Maximum number of points per photograph, strongest corners first. Default: ${DEFAULT-VALUE}.")
    private int points;

    @Option(
            names = "--views",
            paramLabel = "N",
            defaultValue = "4",
            description = "Views per point, including the upright one. Default: ${DEFAULT-VALUE}.")
    private int views;

    @Option(
            names = "--noise",
            paramLabel = "WORD",
            defaultValue = "hard",
            description = "Position noise of the other views: easy, hard or tough, as in HPatches. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String noise;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed of the other views. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private DataOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        CutPatches patches = new CutPatches(new CutPatches.Settings(points, views, PatchNoise.ofLevel(noise), seed));
        NewFolder.refuseFull(out); // before the data are opened, which may take long
        CutPatches.Result result = cut(patches);
        tellSkipped(result);
        if (result.pictures() == 0) {
            throw new InputException(photos + ": no patch could be cut from its "
                    + result.skipped().size() + " pictures, so " + out + " was not written; patches need textured"
                    + " photographs of about 100 pixels per side or more; use other photographs");
        }
        PrintWriter print = spec.commandLine().getOut();
        if (json.wanted()) {
            JsonOption.print(json(result), print);
        } else {
            print.println(
                    CountText.of(result.pictures(), "picture") + " of " + CountText.of(result.identities(), "point")
                            + " in " + result.photographs() + " photographs, in " + out);
            print.println("next: likeness train " + out + " --out model");
        }
        return ExitCode.OK;
    }

    private CutPatches.Result cut(CutPatches patches) {
        Interruption interruption = new Interruption();
        try (ProgressDisplay bar = new ProgressDisplay("patches", System.err)) {
            return patches.write(options.openSelected(photos), out, (done, total, note) -> {
                if (interruption.asked()) {
                    throw new InputException("stopped after " + done + " of " + total + " pictures; " + out
                            + " was not written; start the command again");
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
        tell(names(result, Fault.NO_POINT), "that are too small, or have no corner with all its views inside", err);
        tell(names(result, Fault.COPY), "with the same pixels as an earlier one", err);
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
