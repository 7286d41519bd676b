package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.cli.option.RecipeOptions;
import dev.likeness.cli.option.RemedyText;
import dev.likeness.cli.option.RunFiles;
import dev.likeness.cli.option.RunInput;
import dev.likeness.cli.option.RunOptions;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.option.UnreadableOption;
import dev.likeness.cli.text.CountText;
import dev.likeness.cli.text.Percent;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.cli.text.ThresholdText;
import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.model.MeasuredResults;
import dev.likeness.model.MeasuredResults.HeldOut;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.model.Provenance;
import dev.likeness.train.Length;
import dev.likeness.train.RunRecord;
import dev.likeness.train.StepPlan;
import dev.likeness.train.TowerWeights;
import dev.likeness.train.Trainer;
import dev.likeness.train.TrainingSettings;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a model on labelled pictures and writes a model folder.",
            "DATA is a folder (or zip) with a folder of pictures for each identity, a folder (or zip) with the same"
                    + " things in two folders of two kinds, a CSV file with the columns a, b and label, or a folder"
                    + " of photographs without labels."
        },
        footer = {
            "",
            "Examples:",
            "  Draw pictures, and train on them for ten minutes with the default recipe:",
            "    likeness data draw --out pictures",
            "    likeness train pictures --out model",
            "  Continue a run that was stopped, with its recorded options:",
            "    likeness train --out model --resume",
            "  A longer run; another network:",
            "    likeness train pictures --out model-30 --minutes 30",
            "    likeness train pictures --out plain-model --tower plain --head concat",
            "  Start from a bundled model, or from your own:",
            "    likeness train pictures --out tuned --from photos",
            "    likeness train pictures --out better --from model",
            "  Train another head on the encoder of a model, which stays as it is:",
            "    likeness train pictures --out nearest --from model --head nearest --target cross-entropy --set"
                    + " schedule.frozen=encoder"
        })
public final class TrainCommand implements Callable<Integer> {
    private static final String TAKES =
            "train takes the data and a folder for the model, such as 'likeness train DATA --out DIR'";

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
            description =
                    "Start from the weights and the recipe of a model, with a schedule for fine-tuning, which --print-recipe"
                            + " shows (docs/fine-tuning.md). --set schedule.tower-rate=0.1 trains the tower more slowly than"
                            + " embedding and head, --set schedule.frozen=tower not at all; with =encoder only the head is"
                            + " trained. Options may choose another head, which then starts with random weights.")
    @RunInput
    private @Nullable String from;

    @Option(
            names = "--tower-weights",
            paramLabel = "FILE.safetensors",
            description = "Start the tower resnet18 with weights of torchvision's resnet18 (docs/tower-weights.md).")
    private @Nullable Path towerWeights;

    @ArgGroup
    private @Nullable LengthOption length;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads. Default: the processors of this machine. The same seed gives the same"
                    + " model only with the same number of threads.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--resume",
            description = "Continue the run in --out. DATA and all options are recorded there: they need not be"
                    + " given again, and may not differ.")
    private boolean resume;

    @Option(names = "--print-recipe", description = "Print the recipe that results from these options, and exit.")
    private boolean printRecipe;

    @Mixin
    private JsonOption json;

    /** The length of training, in at most one of three units. */
    static final class LengthOption {
        @Option(names = "--minutes", paramLabel = "N", description = "As many steps as N minutes allow. Default: 10.")
        private @Nullable Double minutes;

        @Option(names = "--epochs", paramLabel = "N", description = "N passes over the training pictures.")
        private @Nullable Double epochs;

        @Option(
                names = "--steps",
                paramLabel = "N",
                converter = PlanConverter.class,
                description =
                        "N steps; the only length that repeats exactly. A run by minutes whose number of steps changed is"
                                + " repeated by its plan, which it prints, such as 1200,1100@300.")
        private @Nullable StepPlan steps;

        /** Reads a number of steps, or a plan. */
        static final class PlanConverter implements ITypeConverter<StepPlan> {
            @Override
            public StepPlan convert(String text) {
                try {
                    return StepPlan.parse(text);
                } catch (InputException e) {
                    throw new TypeConversionException(e.problem());
                }
            }
        }

        Length length() {
            return steps != null
                    ? new Length.Steps(steps)
                    : epochs != null ? new Length.Epochs(epochs) : new Length.Minutes(minutes == null ? 10 : minutes);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunRecord> begun = resume && !printRecipe && out != null ? RunRecord.in(out) : Optional.empty();
        if (begun.isPresent()) {
            Path folder = Objects.requireNonNull(out);
            return resumed(folder, begun.get()).train(folder, begun.get());
        }
        Recipe recipe = recipes.recipe(from == null ? null : ModelOption.named(from));
        Trainer.check(recipe);
        if (printRecipe) {
            print(recipe);
            return ExitCode.OK;
        }
        requireThreads();
        if (out == null) {
            throw new InputException(TAKES);
        }
        if (data == null) {
            throw noData(out);
        }
        RunOptions asked = RunOptions.given(spec)
                .withDefault("--seed", seed)
                .withDefault("--threads", threads)
                .withDefault("--minutes", 10);
        if (from != null) {
            asked.replaced("--from", ModelOption.lasting(from));
        }
        String where = UserPath.text(data.toAbsolutePath().normalize());
        return train(out, new RunRecord(where, asked.values(), recipe));
    }

    private void print(Recipe recipe) {
        PrintWriter print = spec.commandLine().getOut();
        if (json.wanted()) {
            JsonOption.print(Recipes.tree(recipe), print);
        } else {
            print.print(Recipes.yaml(recipe));
            print.flush();
        }
    }

    /**
     * The command that continues a run with its recorded options.
     *
     * @throws InputException if a given option differs from the recorded one
     */
    private TrainCommand resumed(Path folder, RunRecord begun) {
        RunOptions given = RunOptions.given(spec);
        if (from != null) {
            given.replaced("--from", ModelOption.lasting(from));
        }
        List<String> words = new ArrayList<>(RunOptions.commandLine(given.resuming(begun, folder)));
        recipes.differenceFrom(begun.recipe()).ifPresent(found -> {
            throw new InputException(folder + ": the run in it was begun with " + found.field() + " " + found.before()
                    + " in its recipe, and " + found.now() + " is given; omit it to continue"
                    + " the run, or choose another --out for a new run");
        });
        Path recorded = recordedData(folder, begun);
        if (data == null && !Files.exists(recorded)) {
            throw new InputException(folder + ": the run in it was begun on " + begun.data() + ", which is not"
                    + " there any more; give the path of the data: 'likeness train DATA --out " + folder
                    + " --resume'");
        }
        if (json.wanted()) {
            words.add("--json");
        }
        TrainCommand command = new TrainCommand();
        CommandLine line = new CommandLine(command)
                .setExpandAtFiles(false)
                .registerConverter(Path.class, new RunFiles.PathConverter())
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr());
        try {
            line.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw unusable(folder, String.valueOf(e.getMessage()), e);
        }
        command.data = data == null ? recorded : data;
        command.out = folder;
        command.resume = true;
        RunFiles.check(line.getParseResult(), List.of()); // the recorded options may have been changed
        return command;
    }

    private static Path recordedData(Path folder, RunRecord begun) {
        try {
            UserPath.of(begun.data(), "the path of the data");
            return UserPath.ofText(Path.of(""), begun.data());
        } catch (InputException e) {
            throw unusable(folder, RemedyText.message(e), e);
        }
    }

    private static InputException unusable(Path folder, String why, Exception cause) {
        return new InputException(
                folder + ": the record of the run in it cannot be used (" + why + "); remove its training/run.json, and"
                        + " give --resume with the data and all options of the run",
                cause);
    }

    private InputException noData(Path folder) {
        if (!resume) {
            return new InputException(TAKES);
        }
        if (Files.exists(folder.resolve("model.json"))) {
            return new InputException(
                    folder + ": holds a finished model; there is nothing to resume; choose another --out");
        }
        return new InputException(
                folder + ": there is no run in it that could be resumed without its options; start one with"
                        + " 'likeness train DATA --out"
                        + " " + folder + "', or give --resume with the data and all options of the run");
    }

    private void requireThreads() {
        if (threads < 1) {
            throw new InputException("--threads is " + threads + "; allowed: 1 or more");
        }
    }

    private Integer train(Path folder, RunRecord record) throws InterruptedException {
        requireThreads(); // for a recorded run, too
        Path pictures = Objects.requireNonNull(data);
        TrainingSettings settings = TrainingSettings.builder(folder, record.recipe())
                .length(length == null ? new Length.Minutes(10) : length.length())
                .seed(seed)
                .threads(threads)
                .resume(resume)
                .from(from == null ? null : ModelOption.named(from))
                .selection(options.selection())
                .unreadable(unreadable.limit())
                .towerWeights(towerWeights == null ? null : TowerWeights.read(towerWeights))
                .record(record)
                .build();
        PrintWriter print = spec.commandLine().getOut();
        Interruption interruption = new Interruption();
        try (ProgressDisplay bar = new ProgressDisplay("train", System.err)) {
            Optional<Path> model = new Trainer(settings, bar, interruption::asked).run(options.open(pictures));
            bar.close();
            if (model.isPresent()) {
                report(model.get(), print);
            } else {
                stopped(folder, print);
            }
            return ExitCode.OK;
        } finally {
            interruption.done();
        }
    }

    private void stopped(Path folder, PrintWriter print) {
        spec.commandLine()
                .getErr()
                .println("likeness: stopped; 'likeness train --out " + folder + " --resume' continues it");
        if (json.wanted()) {
            JsonOption.print(JsonOption.object().put("model", folder.toString()).put("stopped", true), print);
        }
    }

    /** What was held out: identities, or the pictures of a split of the data. */
    private static String heldOut(HeldOut heldOut) {
        return heldOut.split().isEmpty()
                ? CountText.of(heldOut.identities(), "held-out identity")
                : "the split " + heldOut.split() + ", held-out pictures of "
                        + CountText.of(heldOut.identities(), "identity") + ", " + heldOut.alsoTrained()
                        + " of which are in training with other pictures";
    }

    private void report(Path folder, PrintWriter print) {
        ModelCard card = ModelJson.read(ModelFiles.at(folder).read("model.json"), folder.toString());
        Provenance provenance = card.provenance();
        long steps = provenance.training().steps();
        List<String> skipped = provenance.data().skipped();
        if (json.wanted()) {
            ObjectNode node = JsonOption.object()
                    .put("model", folder.toString())
                    .put("steps", steps)
                    .put("step_plan", provenance.training().repeatedBy())
                    .put("validation_share", card.time().validationShare())
                    .put("minutes", card.time().minutes())
                    .put("images_per_second", card.time().picturesPerSecond());
            node.set("held_out", JsonOption.card(card).at("/measured/held_out"));
            node.set("thresholds", ThresholdText.json(card));
            if (!skipped.isEmpty()) {
                node.set("skipped", JsonOption.tree(skipped));
            }
            JsonOption.print(node, print);
            return;
        }
        if (!skipped.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("likeness: note: " + skipped.size()
                            + " pictures could not be read and were"
                            + " skipped; the model's card lists them ('likeness models show')");
        }
        Provenance.StartingModel start = provenance.from();
        if (start != null && !start.sameSplit()) {
            spec.commandLine()
                    .getErr()
                    .println("likeness: note: the base model was trained on other data, or with another seed or"
                            + " share of held-out identities;"
                            + " identities held out now may have been in its training data, and these results may"
                            + " be optimistic");
        }
        if (start != null && start.encoderOnly()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "likeness: note: the base model has another head: its encoder was taken, and the head started"
                                    + " with random weights");
        }
        print.println("model in " + folder + " after " + steps + " steps, "
                + card.time().minutes() + " minutes");
        print.println(String.format(
                Locale.ROOT,
                "validations took %.1f %% of the time",
                100 * card.time().validationShare()));
        if (!provenance.training().plan().isEmpty()) {
            print.println("the speed changed, and with it the number of steps; '--steps "
                    + provenance.training().plan() + "' repeats this run");
        }
        HeldOut heldOut = card.measured().heldOut();
        if (heldOut != null) {
            print.println("on " + heldOut(heldOut) + ": " + results(heldOut));
        }
        if (card.design().encodesPairs()) {
            print.println("with sharing early no code per picture exists: every comparison runs the whole network, so"
                    + " searching many pictures is slow");
        }
        print.println("match thresholds by false-match rate:");
        card.thresholds().forEach(threshold -> print.println(ThresholdText.line(threshold)));
        print.println("next: likeness compare A B --model " + folder);
    }

    private static String results(HeldOut heldOut) {
        List<String> results = new ArrayList<>();
        MeasuredResults.Verification verification = heldOut.verification();
        if (verification != null) {
            results.add("AUC " + Percent.measured(verification.auc().value()));
        }
        MeasuredResults.OneShot oneShot = heldOut.oneShot();
        if (oneShot != null) {
            results.add(oneShot.ways() + "-way one-shot "
                    + Percent.measured(oneShot.accuracy().value()));
        }
        return String.join(", ", results);
    }
}
