package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.gallery.DuplicateSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "duplicates",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the pictures in folders that are there twice: the same file, the same pixels, and edited copies, each"
                    + " labelled with what was done to it. No picture is changed or deleted.",
            "The first call encodes the folders and keeps the codes in the folder of your data; later calls read only what"
                    + " has changed."
        },
        footer = {
            "",
            "Examples:",
            "    likeness duplicates examples",
            "  With a page to look at, and a script to read and run:",
            "    likeness duplicates examples --html duplicates.html --script move-copies.sh",
            "  Which of these pictures do I already have?",
            "    likeness duplicates examples --against docs",
            "  Also pictures that only look alike:",
            "    likeness duplicates examples --kind alike --json"
        })
public final class DuplicatesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The folders to search, with their subfolders.")
    private List<Path> folders;

    @Mixin
    private DuplicateOptions options;

    @Mixin
    private DuplicateOutputs outputs;

    @Mixin
    private ModelOption model;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        outputs.check();
        options.settings(picture -> true); // refuses wrong options before the work begins
        List<Path> all = new ArrayList<>(folders);
        all.addAll(options.against());
        try (FolderGallery opened = FolderGallery.of(all, model, err)) {
            DuplicateSettings settings = options.settings(Folders.in(folders));
            opened.tellPlace(err);
            ObjectNode first = JsonOption.object();
            opened.added().describe(first);
            new DuplicateRun(opened.gallery(), settings, outputs)
                    .run(json.wanted(), first, spec.commandLine().getOut(), err);
        }
        return ExitCode.OK;
    }
}
