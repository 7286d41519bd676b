package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Threshold;
import dev.likeness.cli.option.CardFile;
import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.MeasureOption;
import dev.likeness.cli.option.ModelOption;
import dev.likeness.cli.option.PriorOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.option.UnreadableOption;
import dev.likeness.cli.text.CountText;
import dev.likeness.cli.text.DomainText;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.cli.text.ReRankingText;
import dev.likeness.cli.text.ThresholdText;
import dev.likeness.data.CalibrationPairs;
import dev.likeness.data.DataSet;
import dev.likeness.data.SkippedPictures;
import dev.likeness.data.TrainedIdentities;
import dev.likeness.domain.Domain;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.DomainFit;
import dev.likeness.evaluation.MeasureUnderTest;
import dev.likeness.evaluation.ReRankingFit;
import dev.likeness.evaluation.Recalibration;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.NewFolder;
import dev.likeness.files.UserPath;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.MeasuredResults;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelCard.Notes;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.model.Provenance.DataUse;
import dev.likeness.model.ReRanking;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Calibrates a model again, on pictures like those that it will be used on: the probability, and the"
                    + " thresholds for false-match rates of 10, 1 and 0.1 %%.",
            "Identities that the model was trained on are left out, if its card records them. The weights are"
                    + " unchanged.",
            "It also measures whether ranking the shortlist of the embedding again by the whole score finds more than the"
                    + " embedding alone; if not, the card turns this re-ranking off.",
            "With --measure, it calibrates classical measures in the same way, and writes a file for"
                    + " 'likeness compare --measure NAME --calibration FILE.json'."
        },
        footer = {
            "",
            "Pairs that share no identity certify a rate: 10 %% needs 58 identities, 1 %% 598, 0.1 %% 5990.",
            "",
            "Examples:",
            "    likeness data draw --out pictures",
            "    likeness models calibrate pictures --model characters --out mine",
            "    likeness models calibrate pictures --measure ssim,sift --out measures.json"
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
            names = "--measure",
            paramLabel = "NAME,..",
            split = ",",
            hideParamSyntax = true,
            completionCandidates = MeasureOption.Names.class,
            description = "Calibrate classical measures instead of a model, separated by commas, or 'all':"
                    + " ${COMPLETION-CANDIDATES}.")
    private List<String> measures = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR|FILE.json",
            description = "Write the calibrated model to this new folder. Default: change the card of the model in"
                    + " place. With --measure: write this file; calibrations of other measures in it are kept.")
    @RunOutput
    private @Nullable Path out;

    @Option(
            names = "--domain-only",
            description = "Write only the statistics of the pictures, by which pictures outside the model's domain are"
                    + " recognised; keep calibration and thresholds.")
    private boolean domainOnly;

    @Option(
            names = "--re-ranking-only",
            description =
                    "Measure only whether the whole score, ranking the shortlist of the embedding again, finds more than"
                            + " the embedding alone, and write it into the card; keep calibration and thresholds.")
    private boolean reRankingOnly;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Number of pairs to draw, unless the data are a list of pairs. Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private PriorOption prior;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (!measures.isEmpty()) {
            return calibrateMeasures();
        }
        if (out != null) {
            NewFolder.refuseFull(out);
        }
        Optional<CardFile> card = out == null
                ? Optional.of(model.cardFile(", or write a copy to a new folder with --out DIR"))
                : Optional.empty();
        DataSet whole = options.open(data);
        DataSet set = options.selection().of(whole);
        ModelFiles files = model.files(set, spec.commandLine().getErr());
        ModelCard calibrated;
        try (LearnedMeasure measure = LearnedMeasure.open(files);
                ProgressDisplay bar = new ProgressDisplay("calibrate", System.err)) {
            Optional<TrainedIdentities> told =
                    TrainedIdentities.of(measure.card(), labels -> options.sameOpened(whole, data, labels));
            if (told.isEmpty() && TrainedIdentities.mayOverlap(whole, measure.card())) {
                note(measure.card().name());
            }
            TrainedIdentities trained = told.orElse(TrainedIdentities.NONE);
            SkippedPictures skipped = unreadable.skipping(set);
            Notes notes = notes(measure, set, trained, skipped, bar);
            if (domainOnly || reRankingOnly) {
                write(files, measure.card().with(notes), card);
                return ExitCode.OK;
            }
            Recalibration fitted = Recalibration.of(
                    new MeasureUnderTest(measure, skipped, bar),
                    set,
                    trained,
                    new Recalibration.Settings(pairs, prior.share(), seed));
            MeasuredResults measured = measure.card().measured().calibratedOn(described(set, fitted, skipped));
            ModelCard rated = measure.card()
                    .calibrated(fitted.fit().calibration(), fitted.fit().thresholds(), measured);
            calibrated = rated.with(notes.with(rated.measured()));
        }
        write(files, calibrated, card);
        return ExitCode.OK;
    }

    /** The notes of the card with the domain and the re-ranking, or with one of them if only that is asked for. */
    private Notes notes(
            LearnedMeasure measure,
            DataSet set,
            TrainedIdentities trained,
            SkippedPictures skipped,
            ProgressDisplay bar) {
        Notes notes = measure.card().notes();
        if (domainOnly || !reRankingOnly) {
            notes = notes.with(domain(set, trained, skipped, bar));
        }
        if (reRankingOnly || !domainOnly) {
            ReRanking measured = ReRankingFit.of(
                            new MeasureUnderTest(measure, skipped, bar),
                            CalibrationPairs.unseen(set, trained),
                            UserPath.lastName(set.name()),
                            seed)
                    .orElse(null);
            if (measured == null) {
                String few = "re-ranking is measured on " + ReRankingFit.LEAST_IDENTITIES
                        + " or more identities with two pictures each, and these pictures have fewer";
                if (reRankingOnly) {
                    throw new InputException(set.name() + ": " + few + "; add pictures");
                }
                spec.commandLine().getErr().println("likeness: note: " + few + ", so the card keeps what it says");
            } else {
                notes = notes.with(measured);
            }
        }
        return notes;
    }

    /** The domain of the pictures that the model was not trained on; null if they are too few. */
    private @Nullable Domain domain(
            DataSet set, TrainedIdentities trained, SkippedPictures skipped, ProgressDisplay bar) {
        List<DomainFit.Sample> samples = DomainFit.samples(CalibrationPairs.unseen(set, trained), skipped, bar);
        Domain domain = DomainFit.of(samples, UserPath.lastName(set.name())).orElse(null);
        if (domain == null) {
            String few = samples.size() + " pictures are too few for statistics of the model's domain; "
                    + DomainFit.LEAST_PICTURES + " of at least 2 identities are needed";
            if (domainOnly) {
                throw new InputException(set.name() + ": " + few + "; add pictures");
            }
            spec.commandLine().getErr().println("likeness: note: " + few + ", so the card has none");
        }
        return domain;
    }

    private void write(ModelFiles files, ModelCard calibrated, Optional<CardFile> card) {
        card.ifPresent(file -> file.write(calibrated));
        if (out != null) {
            copy(files, calibrated, out);
        }
        String place = out == null ? files.name() : out.toString();
        if (domainOnly || reRankingOnly) {
            printNotes(calibrated, place);
        } else {
            print(calibrated, place);
        }
    }

    private void printNotes(ModelCard card, String place) {
        PrintWriter print = spec.commandLine().getOut();
        if (json.wanted()) {
            ObjectNode node = JsonOption.object().put("model", place);
            if (domainOnly) {
                node.set("domain", JsonOption.card(card).get("domain"));
            }
            if (reRankingOnly) {
                node.set("re_ranking", JsonOption.card(card).get("re_ranking"));
            }
            JsonOption.print(node, print);
            return;
        }
        if (domainOnly) {
            print.println(DomainText.of(card.domain()) + ", in " + place);
        }
        if (reRankingOnly) {
            print.println("re-ranking " + ReRankingText.of(card.reRanking()) + ", in " + place);
        }
    }

    private int calibrateMeasures() {
        if (out == null) {
            throw new InputException("the calibrations of measures need a file; add --out FILE.json");
        }
        model.requireNone("--measure " + String.join(",", measures));
        CalibratedMeasures calibrated = CalibratedMeasures.named(measures, out);
        DataSet set = options.openSelected(data);
        try (ProgressDisplay bar = new ProgressDisplay("calibrate", System.err)) {
            calibrated.fit(
                    set, () -> unreadable.skipping(set), bar, new Recalibration.Settings(pairs, prior.share(), seed));
        }
        calibrated.print(json.wanted(), spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private void note(String name) {
        spec.commandLine()
                .getErr()
                .println("likeness: note: model " + name
                        + " was trained on data with this name, but its card does not record the training"
                        + " pictures; if they overlap with the calibration data, the reported rates are optimistic");
    }

    private MeasuredResults.CalibrationData described(DataSet set, Recalibration fitted, SkippedPictures skipped) {
        return new MeasuredResults.CalibrationData(
                new DataUse(
                        UserPath.lastName(set.name()),
                        set.hash(),
                        options.selection().recorded(),
                        skipped.names()),
                fitted.identities(),
                fitted.groups(),
                fitted.fit().scored().pairs().size(),
                fitted.trainedLeftOut(),
                seed,
                fitted.alsoTrained() == null ? null : (long) fitted.alsoTrained());
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

    private void print(ModelCard card, String place) {
        PrintWriter print = spec.commandLine().getOut();
        JsonNode facts = JsonOption.card(card).at("/measured/calibrated_on");
        if (json.wanted()) {
            ObjectNode node = JsonOption.object().put("model", place);
            node.set("calibrated_on", facts);
            node.set("calibration", JsonOption.tree(card.calibration()));
            node.set("thresholds", ThresholdText.json(card));
            node.set("re_ranking", JsonOption.card(card).get("re_ranking"));
            JsonOption.print(node, print);
            return;
        }
        print.printf(
                "calibrated on %s of %s, in %s%n",
                CountText.of(facts.get("pairs").asInt(), "pair"),
                CountText.of(facts.get("identities").asInt(), "identity"),
                place);
        print.println(DomainText.of(card.domain()));
        print.println("re-ranking " + ReRankingText.of(card.reRanking()));
        for (Threshold threshold : card.thresholds()) {
            print.println(ThresholdText.line(threshold));
        }
    }
}
