package dev.likeness;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Threshold;
import dev.likeness.domain.Domain;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.LikenessMap;
import dev.likeness.model.MeasureCard;
import dev.likeness.model.MeasureCards;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether two pictures show the same thing.
 *
 * <pre>{@code
 * try (Likeness likeness = Likeness.open(Models.bundled("characters"))) {
 *     Verdict verdict = likeness.compare(Picture.read(Path.of("a.png")), Picture.read(Path.of("b.png")));
 *     System.out.println(verdict.probability() + " " + verdict.match());
 * }
 * }</pre>
 *
 * <p>To compare one picture with many, {@link #encode} each picture once and compare the codes. Thread-safe: one instance
 * serves a whole application, and may be closed while other threads use it.
 */
public final class Likeness implements AutoCloseable {
    private final Measure measure;
    private final Calibration fitted;
    private final List<Threshold> thresholds;
    private final Calibration calibration;
    private final double threshold;
    private final @Nullable Double rate;
    private final boolean certified;

    private Likeness(Measure measure, Calibration fitted, List<Threshold> thresholds, OperatingPoint point) {
        this.measure = measure;
        this.fitted = fitted;
        this.thresholds = List.copyOf(thresholds);
        this.calibration = fitted.withPrior(point.prior());
        Double asked = point.falseMatchRate();
        Optional<Threshold> stated =
                asked == null ? defaultThreshold(thresholds) : Optional.of(threshold(measure, thresholds, asked));
        Threshold.Chosen chosen = stated.map(Threshold::choose).orElse(null);
        this.rate = stated.map(Threshold::rate).orElse(null);
        this.threshold = chosen == null ? fitted.evenScore() : chosen.threshold();
        this.certified = chosen != null && chosen.certified();
    }

    /**
     * Opens a model at its default threshold: a false-match rate of 1 %, or the lowest higher rate for which the model has
     * a threshold; without any such rate, at the score of even odds. {@link Verdict#falseMatchRate} tells which.
     *
     * @throws InputException if the model is missing, damaged, changed, or of an unknown version
     */
    public static Likeness open(ModelFiles model) {
        return open(model, OperatingPoint.USUAL);
    }

    /** Opens a model folder, or a zip of one, at its default threshold. */
    public static Likeness open(Path model) {
        return open(ModelFiles.at(model), OperatingPoint.USUAL);
    }

    /**
     * Opens a model at the threshold for a false-match rate, and for a share of matching pairs. Uses the certified
     * threshold if the model has one for the rate, otherwise the estimated one: {@link Verdict#certified} tells which.
     *
     * @throws InputException if the model has no threshold for the rate, or cannot be opened
     */
    public static Likeness open(ModelFiles model, OperatingPoint point) {
        return of(LearnedMeasure.open(model), point);
    }

    /**
     * Opens a model at its default threshold for callers that use it on several threads at a time, such as those of a server:
     * each call computes on the thread of its caller alone.
     */
    public static Likeness openForManyCallers(ModelFiles model) {
        return of(LearnedMeasure.openForManyCallers(model), OperatingPoint.USUAL);
    }

    /**
     * Opens a model for a process that ends after a few calls, at the threshold for a false-match rate, and for a share of
     * matching pairs. Threads that compute do not wait for the next call by spinning.
     *
     * @throws InputException if the model has no threshold for the rate, or cannot be opened
     */
    public static Likeness openForFewCalls(ModelFiles model, OperatingPoint point) {
        return of(LearnedMeasure.openForFewCalls(model), point);
    }

    private static Likeness of(LearnedMeasure measure, OperatingPoint point) {
        try {
            return new Likeness(
                    measure, measure.card().calibration(), measure.card().thresholds(), point);
        } catch (RuntimeException | Error e) {
            measure.close();
            throw e;
        }
    }

    /**
     * Answers with any measure at its default threshold: see {@link #of(Measure, MeasureCards, OperatingPoint)}.
     *
     * <pre>{@code
     * try (Likeness likeness = Likeness.of(Measures.named("sift"), Models.measureCards())) {
     *     Verdict verdict = likeness.compare(Picture.read(Path.of("a.jpg")), Picture.read(Path.of("b.jpg")));
     * }
     * }</pre>
     */
    public static Likeness of(Measure measure, MeasureCards cards) {
        return of(measure, cards, OperatingPoint.USUAL);
    }

    /**
     * Answers with any measure, at the threshold for a false-match rate, and for a share of matching pairs. The new object
     * owns the measure: its {@link #close} closes it, and the measure is closed if this method fails.
     *
     * @param cards of several measures, such as those that are bundled; a measure without a card has scores only, from
     *     {@link Measure#compare(Code, Code)}
     * @throws InputException if there is no card of the measure, if its scores cannot be calibrated, or if it has no
     *     threshold for the rate
     */
    public static Likeness of(Measure measure, MeasureCards cards, OperatingPoint point) {
        try {
            MeasureCard card = cards.require(measure);
            Calibration fitted = Objects.requireNonNull(card.calibration());
            return new Likeness(measure, fitted, card.thresholds(), point);
        } catch (RuntimeException | Error e) {
            measure.close();
            throw e;
        }
    }

    /**
     * The same model or measure at the threshold for another false-match rate, or for another share of matching pairs. Both
     * objects share it: closing one closes the other.
     *
     * @throws InputException if there is no threshold for the rate
     */
    public Likeness at(OperatingPoint point) {
        return new Likeness(measure, fitted, thresholds, point);
    }

    private static Optional<Threshold> defaultThreshold(List<Threshold> thresholds) {
        return thresholds.stream()
                .filter(stated ->
                        stated.choose() != null && stated.rate() >= OperatingPoint.DEFAULT_FALSE_MATCH_RATE - 1e-12)
                .min((a, b) -> Double.compare(a.rate(), b.rate()));
    }

    private static Threshold threshold(Measure measure, List<Threshold> thresholds, double rate) {
        List<Double> known = new ArrayList<>();
        String why = "";
        for (Threshold stated : thresholds) {
            boolean same = Math.abs(stated.rate() - rate) < 1e-12;
            if (stated.choose() != null) {
                known.add(stated.rate());
                if (same) {
                    return stated;
                }
            } else if (same) {
                why = " (too few pairs were measured: only " + stated.pairs() + " of them are independent)";
            }
        }
        boolean learned = measure instanceof LearnedMeasure;
        throw new InputException(
                (learned ? "model " : "measure ") + measure.name() + " has no threshold for a false-match rate of "
                        + rate + why + "; choose one of " + known,
                learned
                        ? new Remedy(Remedy.Action.CALIBRATE_MODEL)
                        : new Remedy(Remedy.Action.CALIBRATE_MEASURE, measure.name()));
    }

    /**
     * Encodes one picture. The code can be kept and compared with many others.
     *
     * @throws IllegalStateException if the model has one encoder per side: then name the side
     */
    public Code encode(Picture picture) {
        if (measure.sidesDiffer()) {
            throw new IllegalStateException("model " + measure.name()
                    + " has one encoder per side; name the side: encode(picture, Side.A) or encode(picture, Side.B)");
        }
        return encode(picture, Side.A);
    }

    /** Encodes one picture of a side. {@code side} is ignored unless the model has one encoder per side. */
    public Code encode(Picture picture, Side side) {
        return measure.encode(picture, side);
    }

    /**
     * Compares two pictures. The order does not matter, unless the model has one encoder per side: then {@code a} belongs
     * to side A and {@code b} to side B.
     */
    public Verdict compare(Picture a, Picture b) {
        if (measure instanceof LearnedMeasure learned) {
            return verdict(learned.compare(a, b))
                    .ofDomain(inDomain(List.of(PictureStatistics.of(a), PictureStatistics.of(b))));
        }
        return verdict(measure.compare(measure.encode(a, Side.A), measure.encode(b, Side.B)));
    }

    /**
     * Whether pictures are like those that the model was trained for. The comparison of codes does not test it.
     *
     * @param statistics of each picture, as {@link PictureStatistics#of} gives them
     * @return whether all are; null if the model has no statistics of its domain, or the measure is not a model
     */
    public @Nullable Boolean inDomain(List<double[]> statistics) {
        Domain domain = card().map(ModelCard::domain).orElse(null);
        return domain == null ? null : (Boolean) statistics.stream().allMatch(domain::contains);
    }

    /**
     * Compares two pictures that this model has encoded, {@code a} on side A and {@code b} on side B.
     *
     * @throws IllegalArgumentException if another model made one of the codes, or one is on the wrong side
     */
    public Verdict compare(Code a, Code b) {
        return verdict(measure.compare(a, b));
    }

    /** The verdict for a score of this model or measure, such as one of {@link Measure#block}. */
    public Verdict verdict(double score) {
        return new Verdict(
                measure.name(),
                score,
                calibration.probability(score),
                calibration.prior(),
                score >= threshold,
                threshold,
                rate,
                certified);
    }

    /**
     * Shows where two pictures agree, cell by cell. The mean over the cells is the score.
     *
     * @throws UnsupportedOperationException if the measure is not a trained model: only models have maps
     */
    public LikenessMap map(Code a, Code b) {
        if (measure instanceof LearnedMeasure learned) {
            return learned.map(a, b);
        }
        throw new UnsupportedOperationException(
                "measure " + measure.name() + " has no map of where the pictures agree; a trained model has one");
    }

    /** The model or measure. */
    public Measure measure() {
        return measure;
    }

    /** The card of the model; empty if the measure is not a trained model. */
    public Optional<ModelCard> card() {
        return measure instanceof LearnedMeasure learned ? Optional.of(learned.card()) : Optional.empty();
    }

    /**
     * Frees the model after the calls in progress have ended. Later calls throw an {@link IllegalStateException}; a second
     * close does nothing.
     *
     * @throws IllegalStateException if the calling thread is inside a call of this object
     */
    @Override
    public void close() {
        measure.close();
    }
}
