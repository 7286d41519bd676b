package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Likeness;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.Companion;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.cli.option.PictureFiles;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.text.PathText;
import dev.likeness.cli.text.PictureRate;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.error.InputException;
import dev.likeness.gallery.AddReport;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the embeddings of pictures as a NumPy array, without a gallery, for use in other programs.",
            "The cosine of two rows is how alike the embedding finds two pictures; 'likeness compare' and 'likeness search'"
                    + " also ask the head."
        },
        footer = {
            "",
            "Examples:",
            "    likeness encode examples --out vectors.npy",
            "  In Python:",
            "    numpy.load('vectors.npy') @ numpy.load('vectors.npy').T"
        })
public final class EncodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR|FILE", description = "Folders and picture files.")
    private List<Path> roots;

    @RunOutput(beside = Companion.PATHS)
    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.npy",
            description = "The array [pictures, numbers] of float32; the paths are in FILE.csv, in the same order.")
    private Path out;

    @Mixin
    private ModelOption model;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path names = EmbeddingTable.namesFile(out);
        List<Path> files = PictureFiles.in(roots);
        List<AddReport.Failure> failures = new ArrayList<>();
        try (EmbeddingTable table = new EmbeddingTable(out);
                Likeness likeness = Likeness.openForManyCallers(model.files(files, err))) {
            Measure measure = likeness.measure();
            try (ProgressDisplay bar = new ProgressDisplay("encode", System.err)) {
                Progress progress = new PictureRate(bar);
                new FileEncoding(measure).encode(files, one -> {
                    if (one.embedding() == null) {
                        failures.add(new AddReport.Failure(PathText.absolute(one.file()), one.fault()));
                    } else {
                        table.add(PathText.absolute(one.file()), one.embedding());
                    }
                    progress.at(table.count() + failures.size(), files.size(), "pictures");
                });
            }
            AddText read = new AddText(new AddReport(table.count(), 0, 0, 0, failures, List.of(), List.of()));
            read.requirePictures(roots).warn(err);
            if (table.width() == 0) {
                throw new InputException("model " + measure.name() + " has no embedding; choose another with --model");
            }
            table.write();
            if (json.wanted()) {
                ObjectNode result = JsonOption.object()
                        .put("out", PathText.absolute(out))
                        .put("names", PathText.absolute(names))
                        .put("model", measure.name())
                        .put("pictures", table.count())
                        .put("numbers", table.width());
                ArrayNode all = result.putArray("failures");
                failures.forEach(
                        failure -> all.addObject().put("path", failure.path()).put("reason", failure.reason()));
                JsonOption.print(result, print);
            } else {
                print.println(table.count() + " embeddings of " + table.width() + " numbers in " + PathText.shown(out)
                        + ", paths in " + PathText.shown(names));
            }
        }
        return ExitCode.OK;
    }
}
