package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.text.CountText;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.error.InputException;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(check | draw | patches | views)",
        subcommands = {DataCheckCommand.class, DataCommand.Draw.class, DataPatchesCommand.class, DataViewsCommand.class
        },
        description = "Checks a data set, draws one for first trials, cuts patches out of photographs, or shows altered"
                + " views of photographs.",
        footer = {
            "",
            "Formats:",
            "  classes       a folder of pictures for each identity, optionally in folders of groups; or a zip of it;",
            "                folders train, val and test above the same identities are splits",
            "  kinds         the same things in two kinds: two folders, the same name in both is the same thing; or"
                    + " a zip of it",
            "  pairs         a CSV file with the columns a, b, label and optionally split",
            "  runs          Lake's one-shot layout: run01/training, run01/test, run01/class_labels.txt",
            "  photos        photographs without labels, all in one folder: views of one photograph match",
            "  homographies  images of one plane, in the layout of HPatches or Oxford: patches of one point match",
            "",
            "Examples:",
            "    likeness data draw --out pictures",
            "    likeness data check pictures",
            "    likeness data patches examples --out patches",
            "    likeness data views examples/wheels-1.png --out views.png"
        })
public final class DataCommand implements Runnable {
    @Override
    public void run() {
        throw new InputException(
                "data takes one of check, draw, patches and views, such as 'likeness data check DATA'");
    }

    @Command(
            name = "draw",
            mixinStandardHelpOptions = true,
            description = "Draws labelled pictures: invented characters, each written by several hands, or coloured"
                    + " shapes under changes of view and light.")
    static final class Draw implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--out",
                required = true,
                paramLabel = "DIR",
                description = "The folder for the pictures: new, or empty.")
        @RunOutput
        private Path out;

        @Option(
                names = "--style",
                paramLabel = "WORD",
                defaultValue = "strokes",
                description = "strokes or shapes. Default: ${DEFAULT-VALUE}.")
        private String style;

        @Option(
                names = "--groups",
                paramLabel = "N",
                defaultValue = "10",
                description = "Number of groups. Default: ${DEFAULT-VALUE}.")
        private int groups;

        @Option(
                names = "--identities",
                paramLabel = "N",
                defaultValue = "20",
                description = "Identities per group. Default: ${DEFAULT-VALUE}.")
        private int identities;

        @Option(
                names = "--pictures",
                paramLabel = "N",
                defaultValue = "12",
                description = "Pictures per identity. Default: ${DEFAULT-VALUE}.")
        private int pictures;

        @Option(
                names = "--size",
                paramLabel = "N",
                defaultValue = "105",
                description = "Width and height in pixels. Default: ${DEFAULT-VALUE}.")
        private int size;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Random seed. Default: ${DEFAULT-VALUE}.")
        private long seed;

        @Mixin
        private JsonOption json;

        @Override
        public Integer call() {
            DrawnPictures.Settings settings =
                    new DrawnPictures.Settings(DrawingStyle.byLabel(style), groups, identities, pictures, size, seed);
            try (ProgressDisplay bar = new ProgressDisplay("draw", System.err)) {
                DrawnPictures.write(settings, out, bar);
            }
            PrintWriter print = spec.commandLine().getOut();
            if (json.wanted()) {
                ObjectNode node = JsonOption.object()
                        .put("data", out.toString())
                        .put("groups", groups)
                        .put("identities", groups * identities)
                        .put("pictures", settings.total());
                JsonOption.print(node, print);
            } else {
                print.println(CountText.of(settings.total(), "picture") + " of "
                        + CountText.of(groups * identities, "identity") + " in " + CountText.of(groups, "group")
                        + ", in "
                        + out);
                print.println("next: likeness train " + out + " --out model --minutes 2");
            }
            return ExitCode.OK;
        }
    }
}
