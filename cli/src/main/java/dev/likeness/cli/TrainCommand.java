package dev.likeness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.train.Length;
import dev.likeness.train.TowerWeights;
import dev.likeness.train.Trainer;
import dev.likeness.train.TrainingSettings;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a model on labelled pictures and writes its folder.",
            "DATA is a folder (or zip) with a folder of pictures for each identity, or with the same things in two"
                    + " folders of two kinds, or a CSV file with the columns a, b and label; or photographs without"
                    + " labels, all in one folder."
        },
        footer = {
            "",
            "Examples:",
            "  likeness train pictures --out model                    ten minutes of the default recipe",
            "  likeness train pictures --out model --minutes 30",
            "  likeness train pairs.csv --out model --tower plain --head concat",
            "  likeness train pictures --out better --from model      go on from a model",
            "  likeness train photos --out model --tower resnet18 --tower-weights resnet18.safetensors",
            "",
            "Ctrl-C ends a run cleanly; the same command with --resume goes on with it."
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DATA", description = "Labelled pictures.")
    private @Nullable Path data;

    @Mixin
    private DataOptions options;

    @Mixin
    private UnreadableOption unreadable;

    @Option(names = "--out", paramLabel = "DIR", description = "The model folder to write.")
    @RunOutput
    private @Nullable Path out;

    @Mixin
    private RecipeOptions recipes;

    @Option(
            names = "--from",
            paramLabel = "NAME|DIR",
            description = "Start from the weights, and the recipe, of a model.")
    @RunInput
    private @Nullable String from;

    @Option(
            names = "--tower-weights",
            paramLabel = "FILE.safetensors",
            description = "Start the tower resnet18 from weights of torchvision's resnet18 (docs/tower-weights.md).")
    private @Nullable Path towerWeights;

    @ArgGroup
    private @Nullable LengthOption length;

    @Option(names = "--seed", defaultValue = "1", description = "Of all chance. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            description = "Default: the processors of this machine. The same seed gives the same model only with the"
                    + " same number.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--resume",
            description = "Go on with the run in --out, if one was begun there, to the length it was begun with.")
    private boolean resume;

    @Option(names = "--print-recipe", description = "Print the recipe that these options make, and do no more.")
    private boolean printRecipe;

    @Mixin
    private JsonOption json;

    /** At most one of three ways to say how long. */
    static final class LengthOption {
        @Option(
                names = "--minutes",
                paramLabel = "N",
                description = "As many steps as fit into N minutes. Default: 10.")
        private @Nullable Double minutes;

        @Option(names = "--epochs", paramLabel = "N", description = "N times through the training pictures.")
        private @Nullable Double epochs;

        @Option(names = "--steps", paramLabel = "N", description = "N steps: the one that repeats exactly.")
        private @Nullable Long steps;

        Length length() {
            return steps != null
                    ? new Length.Steps(steps)
                    : epochs != null ? new Length.Epochs(epochs) : new Length.Minutes(minutes == null ? 10 : minutes);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter print = spec.commandLine().getOut();
        ModelFiles start = from == null ? null : ModelOption.named(from);
        Recipe recipe = recipes.recipe(start);
        Trainer.check(recipe);
        if (printRecipe) {
            if (json.wanted()) {
                JsonOption.print(Recipes.tree(recipe), print);
            } else {
                print.print(Recipes.yaml(recipe));
                print.flush();
            }
            return Main.OK;
        }
        if (data == null || out == null || threads < 1) {
            throw new InputException("train takes the data and a folder for the model: 'likeness train DATA --out DIR'"
                    + (threads < 1 ? ", and --threads of at least 1" : ""));
        }
        Length duration = length == null ? new Length.Minutes(10) : length.length();
        TowerWeights weights = towerWeights == null ? null : TowerWeights.read(towerWeights);
        TrainingSettings settings = new TrainingSettings(out, recipe, duration, seed, threads, resume, start)
                .on(options.selection())
                .skipping(unreadable.limit())
                .withTowerFrom(weights);
        Interruption interruption = new Interruption();
        try (Bar bar = new Bar("train", System.err)) {
            Optional<Path> model = new Trainer(settings, bar, interruption::asked).run(options.open(data));
            bar.close();
            if (model.isPresent()) {
                report(model.get(), print);
            } else {
                stopped(print);
            }
            return Main.OK;
        } finally {
            interruption.done();
        }
    }

    private void stopped(PrintWriter print) {
        spec.commandLine().getErr().println("likeness: stopped; the same command with --resume goes on with it");
        if (json.wanted()) {
            JsonOption.print(
                    JsonOption.object().put("model", String.valueOf(out)).put("stopped", true), print);
        }
    }

    /** What was held out: identities, or the pictures that the owner of the data put aside. */
    private static String heldOut(JsonNode measured) {
        long identities = measured.path("identities").asLong();
        return measured.has("split")
                ? "the split " + measured.path("split").asText() + ", pictures not trained on of " + identities
                        + " identities, "
                        + measured.path("also_trained_identities").asLong()
                        + " of which are trained on with other pictures"
                : identities + " identities not trained on";
    }

    private void report(Path folder, PrintWriter print) {
        ModelCard card = ModelJson.read(ModelFiles.at(folder).read("model.json"), folder.toString());
        JsonNode measured = card.notes().measured().path("held_out");
        JsonNode provenance = card.notes().provenance();
        if (json.wanted()) {
            ObjectNode node = JsonOption.object()
                    .put("model", folder.toString())
                    .put("steps", provenance.path("steps").asLong())
                    .put("minutes", card.notes().run().path("minutes").asDouble())
                    .put(
                            "images_per_second",
                            card.notes().run().path("images_per_second").asLong());
            node.set("held_out", measured);
            node.set("thresholds", ThresholdText.json(card));
            if (provenance.has("skipped")) {
                node.set("skipped", provenance.get("skipped"));
            }
            JsonOption.print(node, print);
            return;
        }
        if (provenance.has("skipped")) {
            spec.commandLine()
                    .getErr()
                    .println("likeness: note: " + provenance.get("skipped").size()
                            + " pictures could not be read and were"
                            + " skipped; the model's card names them ('models show')");
        }
        if (provenance.has("from_same_split")
                && !provenance.path("from_same_split").asBoolean()) {
            spec.commandLine()
                    .getErr()
                    .println("likeness: note: the model started from saw other data or another seed; it may have been"
                            + " trained on identities held out now, and the results here may flatter");
        }
        print.println(
                "model in " + folder + " after " + provenance.path("steps").asLong() + " steps, "
                        + card.notes().run().path("minutes").asDouble() + " minutes");
        print.println(String.format(
                Locale.ROOT,
                "on %s: AUC %.4f%s",
                heldOut(measured),
                measured.path("verification").path("auc").path("value").asDouble(),
                measured.has("one_shot")
                        ? String.format(
                                Locale.ROOT,
                                ", %d-way one-shot %s %%",
                                measured.path("one_shot").path("ways").asInt(),
                                Percent.of(measured.path("one_shot")
                                        .path("accuracy")
                                        .path("value")
                                        .asDouble()))
                        : ""));
        if (card.notes().design().path("sharing").asText().equals("early")) {
            print.println(
                    "nothing is kept per picture (sharing early): every comparison runs the whole network, so that"
                            + " searching many pictures is slow");
        }
        print.println("a match, at a false-match rate of:");
        card.thresholds().forEach(threshold -> print.println(ThresholdText.line(threshold)));
        print.println("next: likeness compare A B --model " + folder);
    }
}
