package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The measure: a trained model or a classical measure. */
public final class MeasureOption {
    @Mixin
    private ModelOption model;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "A classical measure instead of a model: ${COMPLETION-CANDIDATES}.")
    private @Nullable String measure;

    /** The names that the help shows. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Measures.names().iterator();
        }
    }

    /** Whether it is a trained model. */
    public boolean isLearned() {
        return measure == null;
    }

    /**
     * An open measure.
     *
     * @param card of the model; null for a measure that is not learned
     */
    public record Opened(Measure measure, @Nullable ModelCard card) implements AutoCloseable {
        @Override
        public void close() {
            measure.close();
        }
    }

    /** Opens it. */
    public Opened open() {
        if (measure == null) {
            LearnedMeasure learned = LearnedMeasure.open(model.files());
            return new Opened(learned, learned.card());
        }
        model.requireNone("--measure " + measure);
        return new Opened(Measures.named(measure), null);
    }

    /**
     * The card of the model, for changes.
     *
     * @throws InputException if it is not a model in a folder
     */
    public CardFile cardFile() {
        if (measure != null) {
            throw new InputException("--record writes into a model's card, and the measure " + measure
                    + " has none; omit --record, or choose a model with --model DIR");
        }
        return model.cardFile("");
    }
}
