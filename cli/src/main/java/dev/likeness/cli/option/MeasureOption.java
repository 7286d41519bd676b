package dev.likeness.cli.option;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Threshold;
import dev.likeness.data.DataSet;
import dev.likeness.error.InputException;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.MeasureCards;
import dev.likeness.model.ModelCard;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** The measure: a trained model or a classical measure. */
public final class MeasureOption {
    @Mixin
    private ModelOption model;

    @Mixin
    private ClassicalMeasureOption classical;

    /** The names that the help shows. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Measures.names().iterator();
        }
    }

    /** Whether it is a trained model. */
    public boolean isLearned() {
        return classical.name(model) == null;
    }

    /**
     * An open measure.
     *
     * @param stated what the card of the model or measure states; null for a measure that was not calibrated
     * @param card of the model; null for a measure that is not learned
     */
    public record Opened(
            Measure measure,
            @Nullable Stated stated,
            @Nullable ModelCard card) implements AutoCloseable {
        @Override
        public void close() {
            measure.close();
        }
    }

    /**
     * The stated probabilities and false-match rates.
     *
     * @param calibration from scores to probabilities
     * @param thresholds one for each false-match rate
     */
    public record Stated(Calibration calibration, List<Threshold> thresholds) {}

    /**
     * Opens it.
     *
     * @param data from which a model is chosen with {@code --model auto}
     * @param err is told which model was chosen
     */
    public Opened open(DataSet data, PrintWriter err) {
        String name = classical.name(model);
        if (name == null) {
            LearnedMeasure learned = LearnedMeasure.open(model.files(data, err));
            ModelCard card = learned.card();
            return new Opened(learned, new Stated(card.calibration(), card.thresholds()), card);
        }
        MeasureCards cards = classical.cards();
        Measure opened = Measures.named(name);
        return new Opened(
                opened,
                cards.of(opened)
                        .map(card ->
                                card.calibration() == null ? null : new Stated(card.calibration(), card.thresholds()))
                        .orElse(null),
                null);
    }

    /**
     * The card of the model, for changes.
     *
     * @throws InputException if it is not a model in a folder
     */
    public CardFile cardFile() {
        String name = classical.name(model);
        if (name != null) {
            throw new InputException("--record writes into a model's card, and the measure " + name
                    + " has none; omit --record, or choose a model with --model DIR");
        }
        return model.cardFile("");
    }
}
