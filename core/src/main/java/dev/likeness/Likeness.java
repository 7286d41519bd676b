package dev.likeness;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Threshold;
import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.LikenessMap;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two pictures show the same thing.
 *
 * <pre>{@code
 * try (Likeness likeness = Likeness.open(Models.bundled("characters"))) {
 *     Verdict verdict = likeness.compare(Picture.read(Path.of("a.png")), Picture.read(Path.of("b.png")));
 *     System.out.println(verdict.probability() + " " + verdict.match());
 * }
 * }</pre>
 *
 * <p>To compare one picture with many, {@link #encode} each once and compare the codes. Thread-safe; one instance serves
 * a whole application, and may be closed while other threads use it.
 */
public final class Likeness implements AutoCloseable {
    private static final double USUAL_RATE = 0.01;

    private final LearnedMeasure measure;
    private final Calibration calibration;
    private final double threshold;
    private final @Nullable Double rate;
    private final boolean certified;

    private Likeness(LearnedMeasure measure, OperatingPoint point) {
        this.measure = measure;
        this.calibration = measure.card().calibration().withPrior(point.prior());
        Double asked = point.falseMatchRate();
        Optional<Threshold> stated = asked == null ? usual(measure) : Optional.of(asked(measure, asked));
        Threshold.Chosen chosen = stated.map(Threshold::choose).orElse(null);
        this.rate = stated.map(Threshold::rate).orElse(null);
        this.threshold = chosen == null ? measure.card().calibration().evenScore() : chosen.threshold();
        this.certified = chosen != null && chosen.certified();
    }

    /**
     * Opens a model at its usual threshold: a false-match rate of 1 %, or the strictest it can state if that is less
     * strict.
     *
     * @throws InputException if the model is missing, damaged, changed, or of another version
     */
    public static Likeness open(ModelFiles model) {
        return open(model, OperatingPoint.USUAL);
    }

    /** Opens a model folder, or a zip of one, at its usual threshold. */
    public static Likeness open(Path model) {
        return open(ModelFiles.at(model), OperatingPoint.USUAL);
    }

    /**
     * Opens a model at the threshold for a false-match rate, and for a share of matches. The certified threshold is used
     * where the model has one for the rate, else the estimated one: {@link Verdict#certified} tells which.
     *
     * @throws InputException if the model states no threshold for the rate, or cannot be opened
     */
    public static Likeness open(ModelFiles model, OperatingPoint point) {
        LearnedMeasure measure = LearnedMeasure.open(model);
        try {
            return new Likeness(measure, point);
        } catch (RuntimeException | Error e) {
            measure.close();
            throw e;
        }
    }

    private static Optional<Threshold> usual(LearnedMeasure measure) {
        return measure.card().thresholds().stream()
                .filter(stated -> stated.choose() != null && stated.rate() >= USUAL_RATE - 1e-12)
                .min((a, b) -> Double.compare(a.rate(), b.rate()));
    }

    private static Threshold asked(LearnedMeasure measure, double rate) {
        List<Double> known = new ArrayList<>();
        String why = "";
        for (Threshold stated : measure.card().thresholds()) {
            boolean same = Math.abs(stated.rate() - rate) < 1e-12;
            if (stated.choose() != null) {
                known.add(stated.rate());
                if (same) {
                    return stated;
                }
            } else if (same) {
                why = " (it was measured on too few pairs to tell, " + stated.pairs() + " of them independent)";
            }
        }
        throw new InputException("model " + measure.name() + " states no threshold for a false-match rate of " + rate
                + why + "; choose one of " + known + ", or calibrate it on more pictures with 'models calibrate'");
    }

    /**
     * What can be told of one picture alone; it may be kept and compared with many others.
     *
     * @throws IllegalStateException if the model's two sides differ: then name the side
     */
    public Code encode(Picture picture) {
        if (measure.sidesDiffer()) {
            throw new IllegalStateException("model " + measure.name()
                    + " has a network for each of two kinds of picture; say which: encode(picture, Side.A) or Side.B");
        }
        return encode(picture, Side.A);
    }

    /** As {@link #encode(Picture)}, for a picture of one of two kinds; the side is no matter where the sides are alike. */
    public Code encode(Picture picture, Side side) {
        return measure.encode(picture, side);
    }

    /**
     * Compares two pictures. The order does not matter, unless the model is one for two kinds of picture: then {@code a}
     * is of the first kind and {@code b} of the second.
     */
    public Verdict compare(Picture a, Picture b) {
        return verdict(measure.compare(a, b));
    }

    /**
     * Compares two pictures that were encoded by this model before, {@code a} on side A and {@code b} on side B.
     *
     * @throws IllegalArgumentException if another model made one of the codes, or one is on the wrong side
     */
    public Verdict compare(Code a, Code b) {
        return verdict(measure.compare(a, b));
    }

    private Verdict verdict(double score) {
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

    /** Where two pictures agree, cell by cell; the mean over the cells is the score. */
    public LikenessMap map(Code a, Code b) {
        return measure.map(a, b);
    }

    /** The model behind it. */
    public LearnedMeasure measure() {
        return measure;
    }

    /**
     * Frees the model, after the calls in progress have ended. Later calls throw an {@link IllegalStateException}; a second
     * close does nothing.
     *
     * @throws IllegalStateException if the calling thread is inside a call of this object
     */
    @Override
    public void close() {
        measure.close();
    }
}
