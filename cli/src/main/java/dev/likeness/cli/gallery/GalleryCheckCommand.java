package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.error.ControlCharacters;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.GalleryCheck;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Reads and verifies every code of a gallery, and names the pictures whose files are gone or have changed.",
            "Exit code 2 if a part of the gallery is damaged."
        },
        footer = {"", "Examples:", "    likeness gallery add examples", "    likeness gallery check"})
final class GalleryCheckCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        try (Gallery opened = gallery.openFolder("check")) {
            GalleryCheck check;
            try (ProgressDisplay bar = new ProgressDisplay("check", System.err)) {
                check = opened.check(bar);
            }
            if (json.wanted()) {
                ObjectNode result = JsonOption.object()
                        .put("gallery", GalleryText.absolute(opened))
                        .put("pictures", check.pictures())
                        .put("ok", check.isSound());
                result.set("missing", JsonOption.tree(check.missing()));
                result.set("changed", JsonOption.tree(check.changed()));
                result.set("damaged", JsonOption.tree(check.damaged()));
                result.set("damaged_marks", JsonOption.tree(check.damagedMarks()));
                JsonOption.print(result, print);
            } else {
                print.println(AddText.counted(check.pictures(), "picture") + " checked");
                list(print, check.damaged(), "damaged: delete the gallery and add the pictures again");
                list(
                        print,
                        check.missing(),
                        "missing on disk: 'likeness gallery remove --missing' removes their codes");
                list(print, check.changed(), "changed on disk: add them again");
                if (!check.damagedMarks().isEmpty()) {
                    print.println(AddText.counted(check.damagedMarks().size(), "line")
                            + " of the log of marks damaged, and these answers lost: give them again with 'likeness gallery mark'"
                            + " (lines " + join(check.damagedMarks()) + ")");
                }
                if (check.isSound()) {
                    print.println("the gallery is sound");
                }
            }
            return check.isSound() ? ExitCode.OK : ExitCode.BAD_INPUT;
        }
    }

    private static String join(List<Integer> lines) {
        return lines.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
                + (lines.size() > SHOWN ? ", and more" : "");
    }

    private static void list(PrintWriter print, List<String> names, String what) {
        if (names.isEmpty()) {
            return;
        }
        print.println(names.size() + " " + what);
        names.stream().limit(SHOWN).forEach(name -> print.println("  " + ControlCharacters.shown(name)));
        if (names.size() > SHOWN) {
            print.println("  and " + (names.size() - SHOWN) + " more; --json lists all");
        }
    }
}
