package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.CountText;
import dev.likeness.cli.text.DataCheckText;
import dev.likeness.cli.text.ProgressDisplay;
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
        description = "Reads every picture of a data set, and reports its contents and its faults. Exit code: 0 without"
                + " faults, 2 if a fault makes results wrong.")
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
        try (ProgressDisplay bar = new ProgressDisplay("check", System.err)) {
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
        DataCheckText.describe(check, node);
        ArrayNode contradictions = node.putArray("contradictions");
        for (PicturePair pair : check.layout().contradictions()) {
            contradictions.addArray().add(pair.a().name()).add(pair.b().name());
        }
        return node;
    }

    private static void print(DataCheck check, PrintWriter print) {
        print.printf(
                "%s: %s, %s of %s%s%n",
                check.name(),
                check.format(),
                CountText.of(check.pictures(), "picture"),
                CountText.of(check.identities(), "identity"),
                check.groups() == 0 ? "" : " in " + CountText.of(check.groups(), "group"));
        check.kinds()
                .forEach(
                        kind -> print.println("kind " + kind.name() + ": " + CountText.of(kind.pictures(), "picture")));
        print.printf(
                "pictures of an identity: %d to %d, median %.0f%n",
                check.perIdentity().min(),
                check.perIdentity().max(),
                check.perIdentity().median());
        DataCheckText.printSplits(check, print);
        DataCheckText.printSizes(check, print);
        list(
                "ignored, hidden or created by an operating system or a device",
                check.ignored().hidden(),
                print);
        list("ignored, links to a parent folder", check.ignored().loops(), print);
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
                "rows that are not pairs",
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
                "labelled as no match although other pairs connect them",
                check.layout().contradictions().stream()
                        .map(pair -> pair.a().name() + ", " + pair.b().name())
                        .toList(),
                print);
        DataCheckText.printEnd(check, print);
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
