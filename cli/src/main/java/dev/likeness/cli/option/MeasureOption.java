package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.model.LearnedMeasure;
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
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Measures.names().iterator();
        }
    }

    /** Whether it is a trained model. */
    public boolean isLearned() {
        return measure == null;
    }

    /** Opens it. */
    public Measure open() {
        if (measure == null) {
            return LearnedMeasure.open(model.files());
        }
        if (model.isGiven()) {
            throw new InputException("--model and --measure " + measure + " exclude each other; omit one of them");
        }
        return Measures.named(measure);
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
