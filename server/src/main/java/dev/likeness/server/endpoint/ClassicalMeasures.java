package dev.likeness.server.endpoint;

import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.error.InputException;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.model.MeasureCards;
import dev.likeness.picture.Picture;
import dev.likeness.server.request.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The classical measures, each opened when it is first used. Thread-safe. */
public final class ClassicalMeasures implements AutoCloseable {
    private final MeasureCards cards;
    private final Map<String, Opened> opened = new LinkedHashMap<>();

    public ClassicalMeasures(MeasureCards cards) {
        this.cards = cards;
    }

    /** @param likeness null if the measure has no card, and so no threshold */
    private record Opened(Measure measure, @Nullable Likeness likeness) {}

    /**
     * What a measure says of two pictures.
     *
     * @param verdict null if the measure has no threshold
     */
    record Answer(String name, double score, @Nullable Verdict verdict) {}

    static List<String> names() {
        return Measures.names();
    }

    /**
     * Compares two pictures by one measure.
     *
     * @throws Problem if there is no such measure
     */
    Answer compare(String name, Picture a, Picture b) {
        Opened used = opened(name);
        Measure measure = used.measure;
        double score = measure.compare(measure.encode(a, Side.A), measure.encode(b, Side.B));
        return new Answer(name, score, used.likeness == null ? null : used.likeness.verdict(score));
    }

    /**
     * A measure with its thresholds; empty if it has scores only.
     *
     * @throws Problem if there is no such measure
     */
    Optional<Likeness> calibrated(String name) {
        return Optional.ofNullable(opened(name).likeness);
    }

    private Opened opened(String name) {
        try {
            Measures.requireKnown(name);
        } catch (InputException e) {
            throw Problem.invalid(e.problem());
        }
        synchronized (opened) {
            return opened.computeIfAbsent(name, this::open);
        }
    }

    private Opened open(String name) {
        Measure measure = Measures.named(name);
        boolean calibrated =
                cards.of(measure).filter(card -> card.calibration() != null).isPresent();
        return new Opened(measure, calibrated ? Likeness.of(measure, cards) : null);
    }

    @Override
    public void close() {
        synchronized (opened) {
            opened.values().forEach(one -> one.measure.close());
        }
    }
}
