package dev.likeness.classic;

import dev.likeness.measure.ClosingGate;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigin;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.List;

/**
 * A measure whose code is one vector, and whose score is a function of two vectors. This class handles the lists and the
 * {@link ClosingGate}. A subclass defines the two functions, and frees its native memory in {@link #release}. Thread-safe
 * if the two functions are.
 */
abstract class VectorMeasure implements Measure {
    /** Of the codes and scores: raise it with every change, also of OpenCV, that changes one of them. */
    private static final int VERSION = 1;

    /** The settings of these measures are constants, and so part of the version. */
    private static final String SETTINGS = "";

    private final String name;
    private final CodeOrigins origins;
    private final ClosingGate gate;

    VectorMeasure(String name) {
        this.name = name;
        this.origins = CodeOrigins.ofBothSides(MeasureIdentity.of(name, VERSION, SETTINGS));
        this.gate = new ClosingGate("measure " + name, "open another with Measures.named(\"" + name + "\")");
    }

    /** The vector of a picture, which {@link Code#prepared} holds. */
    abstract float[] vector(Picture picture);

    /** The score of two pictures: finite, and bit-identical in both orders. */
    abstract double score(float[] a, float[] b);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final MeasureIdentity identity() {
        return origins.measure();
    }

    @Override
    public final List<Code> encode(List<Picture> pictures, Side side) {
        CodeOrigin origin = origins.of(side);
        return gate.call(() -> pictures.stream()
                .map(picture -> new Code(origin, new float[0], vector(picture)))
                .toList());
    }

    @Override
    public final double[] compare(List<Code> a, List<Code> b) {
        return gate.call(() -> scores(a, b));
    }

    private double[] scores(List<Code> a, List<Code> b) {
        origins.require(a, b);
        double[] scores = new double[a.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(a.get(i).prepared(), b.get(i).prepared());
        }
        return scores;
    }

    /** Frees the native memory of the measure. Called once, while no call is in progress. */
    void release() {}

    @Override
    public final void close() {
        gate.close(this::release);
    }

    /**
     * The length that both vectors have.
     *
     * @throws IllegalArgumentException if they differ in length
     */
    static int length(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("codes of " + a.length + " and " + b.length
                    + " numbers are not comparable: one is damaged;" + " encode the pictures again");
        }
        return a.length;
    }
}
