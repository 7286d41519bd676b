package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.Bar;
import dev.likeness.cli.text.CheckNotes;
import dev.likeness.data.DataCheck;
import dev.likeness.data.IgnoredFiles;
import dev.likeness.data.PicturePair;
import dev.likeness.data.UnusableRow;
import dev.likeness.error.ControlCharacters;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Reads every picture of a data set, and tells what is in it and what is wrong with it: exit code 0"
                        + " where nothing is, 2 where something makes results wrong.")
final class DataCheckCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "Labelled pictures, or photographs.")
    private Path data;

    @Mixin
    private DataOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        DataCheck check;
        try (Bar bar = new Bar("check", System.err)) {
            check = DataCheck.of(options.openSelected(data), bar);
        }
        PrintWriter print = spec.commandLine().getOut();
        if (json.wanted()) {
            JsonOption.print(json(check), print);
        } else {
            print(check, print);
        }
        return check.isSound() ? ExitCode.OK : ExitCode.BAD_INPUT;
    }

    private ObjectNode json(DataCheck check) {
        ObjectNode node = JsonOption.object()
                .put("data", check.name())
                .put("format", check.format())
                .put("ok", check.isSound())
                .put("pictures", check.pictures())
                .put("identities", check.identities())
                .put("groups", check.groups());
        options.describe(node);
        check.kinds().forEach(kind -> node.withObjectProperty("kinds").put(kind.name(), kind.pictures()));
        node.set("pictures_per_identity", JsonOption.tree(check.perIdentity()));
        node.set("smallest", JsonOption.tree(check.smallest()));
        node.set("largest", JsonOption.tree(check.largest()));
        node.set("unreadable", JsonOption.tree(check.unreadable()));
        node.set("conflicts", JsonOption.tree(check.conflicts()));
        node.set("copies", JsonOption.tree(check.copies()));
        node.set("across_splits", JsonOption.tree(check.acrossSplits()));
        node.set("singles", JsonOption.tree(check.singles()));
        node.set("widths", JsonOption.tree(check.widths()));
        node.set("heights", JsonOption.tree(check.heights()));
        node.set("unusable_rows", JsonOption.tree(check.unusable()));
        node.set("unlisted_folders", JsonOption.tree(check.ignored().unlisted()));
        node.set("passed_over", JsonOption.tree(check.ignored().hidden()));
        node.set("link_loops", JsonOption.tree(check.ignored().loops()));
        CheckNotes.describe(check, node);
        ArrayNode contradictions = node.putArray("contradictions");
        for (PicturePair pair : check.layout().contradictions()) {
            contradictions.addArray().add(pair.a().name()).add(pair.b().name());
        }
        return node;
    }

    private static void print(DataCheck check, PrintWriter print) {
        print.printf(
                "%s: %s, %d pictures of %d identities%s%n",
                check.name(),
                check.format(),
                check.pictures(),
                check.identities(),
                check.groups() == 0 ? "" : " in " + check.groups() + " groups");
        check.kinds().forEach(kind -> print.printf("kind %s: %d pictures%n", kind.name(), kind.pictures()));
        print.printf(
                "pictures of an identity: %d to %d, median %.0f%n",
                check.perIdentity().min(),
                check.perIdentity().max(),
                check.perIdentity().median());
        CheckNotes.printSplits(check, print);
        CheckNotes.printSizes(check, print);
        list(
                "passed over, hidden or of an operating system or a device",
                check.ignored().hidden(),
                print);
        list("passed over, links to a folder that they lie in", check.ignored().loops(), print);
        list(
                "cannot be read",
                check.unreadable().stream().map(DataCheck.Unreadable::reason).toList(),
                print);
        list(
                "folders that cannot be listed",
                check.ignored().unlisted().stream()
                        .map(IgnoredFiles.Unlisted::reason)
                        .toList(),
                print);
        list(
                "rows that are no pairs",
                check.unusable().stream().map(UnusableRow::reason).toList(),
                print);
        list("the same picture under different identities", lines(check.conflicts()), print);
        list("the same picture more than once under one identity", lines(check.copies()), print);
        list(
                check.format().equals("pairs")
                        ? "the same picture in pairs of different splits"
                        : "the same picture in different splits",
                lines(check.acrossSplits()),
                print);
        list(
                "identities with one picture" + (check.kinds().isEmpty() ? "" : " or one kind")
                        + " only, which match nothing",
                check.singles(),
                print);
        list(
                "labelled as no match though other pairs connect them",
                check.layout().contradictions().stream()
                        .map(pair -> pair.a().name() + ", " + pair.b().name())
                        .toList(),
                print);
        CheckNotes.printEnd(check, print);
    }

    private static List<String> lines(List<List<String>> sets) {
        return sets.stream().map(names -> String.join(", ", names)).toList();
    }

    private static void list(String what, List<String> lines, PrintWriter print) {
        if (lines.isEmpty()) {
            return;
        }
        print.println(what + ": " + lines.size());
        lines.stream().limit(SHOWN).forEach(line -> print.println("  " + ControlCharacters.shown(line)));
        if (lines.size() > SHOWN) {
            print.println("  and " + (lines.size() - SHOWN) + " more; --json lists all");
        }
    }
}
