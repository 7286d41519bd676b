package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.CardFile;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.cli.option.RunInput;
import dev.likeness.cli.text.CardText;
import dev.likeness.error.InputException;
import dev.likeness.files.RunInputs;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.Licence;
import dev.likeness.model.LikenessMap;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.train.recipe.Recipes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | check | time | calibrate | note)",
        description = "Lists, shows, checks, times and calibrates models, and writes licences into their cards.",
        subcommands = {ModelsCalibrateCommand.class, ModelsTimeCommand.class},
        footer = {"", "Examples:", "    likeness models list", "    likeness models show characters"})
public final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new InputException(
                "models takes one of list, show, check, time, calibrate and note, such as 'likeness models list'");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the bundled models; with --json also the names of the classical measures.")
    int list(@Mixin JsonOption json) {
        PrintWriter print = spec.commandLine().getOut();
        ArrayNode all = JsonOption.object().putArray("models");
        for (String name : Models.names()) {
            ModelCard card = card(Models.bundled(name));
            String about = card.licence().about();
            String notFor = card.licence().notFor();
            all.addObject()
                    .put("name", name)
                    .put("about", about)
                    .put("not_for", notFor)
                    .put("licence", card.licence().model());
            if (!json.wanted()) {
                print.printf("%-12s %s%s%n", name, about, notFor.isEmpty() ? "" : "; not for " + notFor);
            }
        }
        if (json.wanted()) {
            ObjectNode root = JsonOption.object();
            root.set("models", all);
            root.set("measures", JsonOption.tree(Measures.names()));
            JsonOption.print(root, print);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Describes a model: purpose, size, input, false-match rates, results, training data, licence.",
                "With --json: prints the model's whole card."
            })
    int show(
            @RunInput @Parameters(paramLabel = "NAME|DIR", description = "A model.") String model,
            @Mixin JsonOption json) {
        PrintWriter print = spec.commandLine().getOut();
        ModelFiles files = ModelOption.named(model);
        ModelCard card = card(files);
        if (json.wanted()) {
            JsonOption.print(JsonOption.card(card), print);
        } else {
            Map<String, Integer> sizes = new TreeMap<>();
            card.files().keySet().forEach(file -> sizes.put(file, files.read(file).length));
            new CardText(card, sizes).lines().forEach(print::println);
            print.println("whole card        likeness models show " + model + " --json");
            print.flush();
        }
        return ExitCode.OK;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Verifies a model's checksums, runs it, and checks that its answers are consistent.")
    int check(
            @RunInput @Parameters(paramLabel = "NAME|DIR", description = "A model.") String model,
            @Mixin JsonOption json) {
        PrintWriter print = spec.commandLine().getOut();
        ModelFiles files = ModelOption.named(model);
        ModelCard card = card(files);
        for (String file : card.files().keySet()) {
            LearnedMeasure.verified(files, card, file);
        }
        try (LearnedMeasure measure = LearnedMeasure.open(files)) {
            Code a = measure.encode(noise(1), Side.A);
            Code b = measure.encode(noise(2), Side.B);
            double score = measure.compare(a, b);
            LikenessMap map = measure.map(a, b);
            double tolerance = 1e-4 * Math.max(1, Math.abs(score));
            boolean symmetric = measure.sidesDiffer() || score == measure.compare(b, a);
            if (!symmetric || !(Math.abs(map.score() - score) <= tolerance)) {
                throw new InputException(files.name() + ": its answers are inconsistent: "
                        + (symmetric ? "the score is not the mean of the map" : "the order of the pictures matters")
                        + "; train the model again");
            }
        }
        if (json.wanted()) {
            JsonOption.print(
                    JsonOption.object()
                            .put("model", files.name())
                            .put("ok", true)
                            .put("files", card.files().size()),
                    print);
        } else {
            print.println(files.name() + ": valid (" + card.files().size() + " files with correct checksums; runs; "
                    + (card.sidesDiffer() ? "its sides differ by design" : "symmetric")
                    + "; the score is the mean of the map)");
        }
        return ExitCode.OK;
    }

    @Command(
            name = "note",
            mixinStandardHelpOptions = true,
            description = "Writes the purpose and licence of a model into its card, from a YAML file with the"
                    + " fields about, not_for, model (the licence of the weights) and data (the training data).")
    int note(
            @Parameters(paramLabel = "DIR", description = "A model folder.") Path model,
            @Parameters(paramLabel = "FILE.yaml", description = "The notes.") Path notes,
            @Mixin JsonOption json) {
        RunInputs inputs = new RunInputs();
        inputs.add("FILE.yaml", notes);
        inputs.requireNotInput("the card", model.resolve("model.json"));
        new CardFile(model).licence(licence(notes));
        if (json.wanted()) {
            JsonOption.print(
                    JsonOption.object().put("model", model.toString()).put("noted", true),
                    spec.commandLine().getOut());
        } else {
            spec.commandLine().getOut().println("noted in " + model);
        }
        return ExitCode.OK;
    }

    private static Licence licence(Path notes) {
        ObjectNode fields = Recipes.yaml(notes);
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!field.getValue().isValueNode() || field.getValue().isNull()) {
                throw new InputException(notes + ": '" + field.getKey() + "' is " + field.getValue()
                        + "; allowed is text; write it as one text");
            }
            texts.put(field.getKey(), field.getValue().asText());
        }
        return Licence.of(texts);
    }

    private static ModelCard card(ModelFiles files) {
        return ModelJson.read(files.read("model.json"), files.name());
    }

    private static Picture noise(long seed) {
        byte[] rgb = new byte[64 * 64 * 3];
        new Random(seed).nextBytes(rgb);
        return new Picture(64, 64, rgb);
    }
}
