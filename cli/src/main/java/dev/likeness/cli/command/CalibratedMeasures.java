package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Rate;
import dev.likeness.cli.option.ClassicalMeasureOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.CountText;
import dev.likeness.cli.text.Percent;
import dev.likeness.cli.text.ThresholdText;
import dev.likeness.data.DataSet;
import dev.likeness.data.SkippedPictures;
import dev.likeness.evaluation.MeasureCalibration;
import dev.likeness.evaluation.MeasureUnderTest;
import dev.likeness.evaluation.Recalibration;
import dev.likeness.files.AtomicFiles;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.model.MeasureCard;
import dev.likeness.model.MeasureCards;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Calibrates classical measures, and writes their cards to a file. */
final class CalibratedMeasures {
    private static final String ALL = "all";

    private final List<String> names;
    private final Path file;
    private final MeasureCards before;
    private final List<MeasureCard> fitted = new ArrayList<>();

    private CalibratedMeasures(List<String> names, Path file, MeasureCards before) {
        this.names = List.copyOf(names);
        this.file = file;
        this.before = before;
    }

    /**
     * The measures to calibrate.
     *
     * @param names of measures, or {@code all}
     * @param file to write; the cards of other measures in it are kept
     * @throws dev.likeness.error.InputException if a name is unknown, or there is another file at that path
     */
    static CalibratedMeasures named(List<String> names, Path file) {
        List<String> known = names.contains(ALL) ? Measures.names() : names;
        known.forEach(Measures::requireKnown);
        return new CalibratedMeasures(
                known, file, Files.exists(file) ? ClassicalMeasureOption.read(file) : MeasureCards.NONE);
    }

    /** Fits one measure after the other, and writes the file after the last. */
    void fit(DataSet data, Supplier<SkippedPictures> skipped, Progress progress, Recalibration.Settings settings) {
        MeasureCards cards = before;
        for (String name : names) {
            try (Measure measure = Measures.named(name)) {
                MeasureCard card =
                        MeasureCalibration.of(new MeasureUnderTest(measure, skipped.get(), progress), data, settings);
                fitted.add(card);
                cards = cards.with(card);
            }
        }
        AtomicFiles.write(file, cards.toBytes());
    }

    void print(boolean json, PrintWriter print) {
        if (json) {
            ObjectNode root = JsonOption.object().put("file", file.toString());
            MeasureCards cards = MeasureCards.NONE;
            for (MeasureCard card : fitted) {
                cards = cards.with(card);
            }
            root.set("measures", tree(cards).get("measures"));
            JsonOption.print(root, print);
            return;
        }
        for (MeasureCard card : fitted) {
            print.printf(
                    "%s: AUC %s, on %s of %s%n",
                    card.measure().name(),
                    Percent.of(card.auc()).strip(),
                    CountText.of(card.source().pairs(), "pair"),
                    CountText.of(card.source().identities(), "identity"));
            if (card.calibration() == null) {
                print.println("  no threshold: the scores do not separate matches from non-matches");
            }
            for (MeasureCard.Point point : card.points()) {
                Rate found = point.found();
                print.println(ThresholdText.line(point.threshold())
                        + (found == null ? "" : "; finds " + Percent.measured(found.value()) + " of the matches"));
            }
        }
        print.println("calibrations in " + file);
        print.flush();
    }

    private static JsonNode tree(MeasureCards cards) {
        try {
            return new ObjectMapper().readTree(cards.toBytes());
        } catch (IOException e) {
            throw new IllegalStateException("cards are always written as JSON", e);
        }
    }
}
