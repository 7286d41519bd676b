package dev.likeness.cli.command;

import dev.likeness.Likeness;
import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import dev.likeness.cli.option.RemedyText;
import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.model.MeasureCards;
import dev.likeness.picture.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares pictures by a model or by a classical measure: verdicts where there is a threshold, otherwise scores only. */
final class PairComparer implements AutoCloseable {
    private final Name name;
    private final Measure measure;
    private final @Nullable Likeness likeness;
    private final String scoreOnly;

    /**
     * What answers.
     *
     * @param kind {@code model} or {@code measure}
     */
    record Name(String kind, String name) {}

    private PairComparer(Name name, Measure measure, @Nullable Likeness likeness, String scoreOnly) {
        this.name = name;
        this.measure = measure;
        this.likeness = likeness;
        this.scoreOnly = scoreOnly;
    }

    /** Compares by a model. */
    static PairComparer of(Likeness likeness) {
        return new PairComparer(new Name("model", likeness.measure().name()), likeness.measure(), likeness, "");
    }

    /**
     * Compares by a classical measure.
     *
     * @param verdictNeeded whether scores only are not enough
     * @throws InputException if a verdict is needed, or a rate was asked for, and the measure has no calibration
     */
    static PairComparer of(String measure, MeasureCards cards, OperatingPoint point, boolean verdictNeeded) {
        Measure opened = Measures.named(measure);
        Name name = new Name("measure", measure);
        try {
            cards.require(opened);
        } catch (InputException e) {
            if (verdictNeeded || point.falseMatchRate() != null) {
                opened.close();
                throw e;
            }
            return new PairComparer(name, opened, null, RemedyText.message(e));
        }
        return new PairComparer(name, opened, Likeness.of(opened, cards, point), "");
    }

    Code encode(Picture picture, Side side) {
        return measure.encode(picture, side);
    }

    /** @param statistics of both pictures, by which pictures outside the model's domain are recognised */
    PairAnswer compare(Code a, Code b, List<double[]> statistics) {
        if (likeness == null) {
            return new PairAnswer(name, measure.compare(a, b), null);
        }
        Verdict verdict = likeness.compare(a, b).ofDomain(likeness.inDomain(statistics));
        return new PairAnswer(name, verdict.score(), verdict);
    }

    boolean sidesDiffer() {
        return measure.sidesDiffer();
    }

    /** Why there are scores only; empty if there are verdicts. */
    String scoreOnly() {
        return scoreOnly;
    }

    @Override
    public void close() {
        measure.close();
    }
}
