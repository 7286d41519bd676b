package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Threshold;
import dev.likeness.cli.option.CardFile;
import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.cli.option.PriorOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.option.UnreadableOption;
import dev.likeness.cli.text.Bar;
import dev.likeness.cli.text.ThresholdText;
import dev.likeness.data.DataSet;
import dev.likeness.data.DeclaredSplits;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.Runs;
import dev.likeness.data.SkippedPictures;
import dev.likeness.data.SplitName;
import dev.likeness.data.TrainedIdentities;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.CalibrationFit;
import dev.likeness.evaluation.CalibrationFit.Sample;
import dev.likeness.evaluation.PictureCodes.Reading;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.NewFolder;
import dev.likeness.files.UserPath;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.MeasuredResults;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.model.Provenance.DataUse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Finds anew what a model's scores mean, on pictures like those that it will meet: the probability, and the"
                    + " thresholds for false-match rates of 10, 1 and 0.1 %%.",
            "Identities that the model was trained on are left out, as far as its card tells. The weights stay."
        },
        footer = {
            "",
            "A rate is certified by pairs that share no identity: 10 %% takes 58 identities, 1 %% 598, 0.1 %% 5990.",
            "",
            "Examples:",
            "    likeness data draw --out pictures",
            "    likeness models calibrate pictures --model characters --out mine"
        })
final class ModelsCalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "Labelled pictures.")
    private Path data;

    @Mixin
    private DataOptions options;

    @Mixin
    private UnreadableOption unreadable;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write the calibrated model here: a new folder. Default: change the card of the model where it"
                            + " is.")
    @RunOutput
    private @Nullable Path out;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Pairs to draw where the data are no list of pairs. Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the draws. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private PriorOption prior;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (out != null) {
            NewFolder.refuseFull(out);
        }
        Optional<CardFile> card = out == null
                ? Optional.of(model.cardFile(", or a new folder for a copy with --out DIR"))
                : Optional.empty();
        ModelFiles files = model.files();
        DataSet whole = options.open(data);
        DataSet set = options.selection().of(whole);
        ModelCard calibrated;
        try (LearnedMeasure measure = LearnedMeasure.open(files);
                Bar bar = new Bar("calibrate", System.err)) {
            Optional<TrainedIdentities> told =
                    TrainedIdentities.of(measure.card(), labels -> options.sameOpened(whole, data, labels));
            if (told.isEmpty() && sameName(measure.card(), whole)) {
                note(measure.card().name());
            }
            TrainedIdentities trained = told.orElse(TrainedIdentities.NONE);
            Sample sample = sample(set, trained);
            SkippedPictures skipped = unreadable.skipping(set);
            CalibrationFit fit = CalibrationFit.of(new Reading(measure, skipped, bar), sample, prior.share(), seed);
            MeasuredResults measured = measure.card().measured().calibratedOn(described(set, fit, trained, skipped));
            calibrated = measure.card().calibrated(fit.calibration(), fit.thresholds(), measured);
        }
        card.ifPresent(file -> file.write(calibrated));
        if (out != null) {
            copy(files, calibrated, out);
        }
        print(calibrated);
        return ExitCode.OK;
    }

    private static boolean sameName(ModelCard card, DataSet data) {
        String trainedOn = card.provenance().data().name();
        return !trainedOn.isEmpty() && UserPath.lastName(trainedOn).equals(UserPath.lastName(data.name()));
    }

    private void note(String name) {
        spec.commandLine()
                .getErr()
                .println(
                        "likeness: note: model " + name
                                + " was trained on data of this name, and its card does not tell"
                                + " on which of these pictures; if on some that it is calibrated on, what it promises flatters");
    }

    private Sample sample(DataSet set, TrainedIdentities trained) {
        if (set instanceof Runs) {
            throw new InputException(set.name() + ": one-shot runs are there to judge by, and would no longer tell"
                    + " anything of a model that was calibrated on them; name other data");
        }
        if (set instanceof Pairs given) {
            List<PicturePair> unseen = IntStream.range(0, given.pairs().size())
                    .filter(i -> !"test".equals(given.splits().get(i)))
                    .mapToObj(given.pairs()::get)
                    .filter(pair -> !trained.isTrained(pair.a()) && !trained.isTrained(pair.b()))
                    .toList();
            long matches = unseen.stream().filter(PicturePair::match).count();
            if (matches == 0 || matches == unseen.size()) {
                throw new InputException(
                        set.name() + ": " + unseen.size() + " pairs, those of the split 'test' apart, are of"
                                + " identities that the model was not trained on, " + matches
                                + " of them matches; some of each are needed; add pairs");
            }
            return Sample.given(unseen, seed);
        }
        DeclaredSplits splits = DeclaredSplits.of(set);
        Set<LabelledPicture> test = new HashSet<>(splits.pictures(SplitName.TEST));
        List<LabelledPicture> unseen = set.pictures().stream()
                .filter(picture -> !trained.isTrained(picture) && !test.contains(picture))
                .toList();
        if (unseen.isEmpty()) {
            throw new InputException(set.name() + ": the model was trained on every identity of these pictures, and"
                    + " what its scores mean has to be found on others; name other data");
        }
        return Sample.draw(unseen, pairs, seed);
    }

    private MeasuredResults.CalibrationData described(
            DataSet set, CalibrationFit fit, TrainedIdentities trained, SkippedPictures skipped) {
        List<LabelledPicture> used = PicturePair.pictures(fit.scored().pairs());
        List<String> identities = used.stream().map(LabelledPicture::identity).toList();
        return new MeasuredResults.CalibrationData(
                new DataUse(
                        UserPath.lastName(set.name()),
                        set.hash(),
                        options.selection().recorded(),
                        skipped.names()),
                count(identities),
                count(used.stream().map(LabelledPicture::group).toList()),
                fit.scored().pairs().size(),
                trained.declared() ? 0 : trained.identities().size(),
                seed,
                trained.declared()
                        ? count(identities.stream()
                                .filter(trained.identities()::contains)
                                .toList())
                        : null);
    }

    private static long count(List<String> names) {
        return names.stream().distinct().count();
    }

    private static void copy(ModelFiles files, ModelCard card, Path out) {
        try (NewFolder folder = NewFolder.at(out)) {
            for (String file : card.files().keySet()) {
                AtomicFiles.write(folder.aside().resolve(file), LearnedMeasure.verified(files, card, file));
            }
            AtomicFiles.write(folder.aside().resolve("model.json"), ModelJson.write(card));
            folder.moveIntoPlace();
        }
    }

    private void print(ModelCard card) {
        PrintWriter print = spec.commandLine().getOut();
        JsonNode facts = JsonOption.card(card).at("/measured/calibrated_on");
        if (json.wanted()) {
            ObjectNode node =
                    JsonOption.object().put("model", out == null ? model.files().name() : out.toString());
            node.set("calibrated_on", facts);
            node.set("calibration", JsonOption.tree(card.calibration()));
            node.set("thresholds", ThresholdText.json(card));
            JsonOption.print(node, print);
            return;
        }
        print.printf(
                "calibrated on %d pairs of %d identities, in %s%n",
                facts.get("pairs").asInt(),
                facts.get("identities").asInt(),
                out == null ? model.files().name() : out.toString());
        for (Threshold threshold : card.thresholds()) {
            print.println(ThresholdText.line(threshold));
        }
    }
}
