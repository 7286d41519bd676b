package org.example.likeness;

import dev.likeness.measure.ClosingGate;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.List;

/**
 * {@code mean-colour}: the negative Euclidean distance of the mean colours of two pictures, -442 to 0. Thread-safe.
 */
final class MeanColourMeasure implements Measure {
    static final String NAME = "mean-colour";
    private static final int VERSION = 1; // raise it with every change of codes or scores

    private static final CodeOrigins ORIGINS = CodeOrigins.ofBothSides(MeasureIdentity.of(NAME, VERSION, ""));

    private final ClosingGate gate = new ClosingGate("measure " + NAME, "open another with Measures.named");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MeasureIdentity identity() {
        return ORIGINS.measure();
    }

    @Override
    public List<Code> encode(List<Picture> pictures, Side side) {
        return gate.call(() -> pictures.stream().map(MeanColourMeasure::encode).toList());
    }

    private static Code encode(Picture picture) {
        byte[] rgb = picture.rgb(); // [H,W,3]
        double[] sums = new double[3];
        for (int i = 0; i < rgb.length; i++) {
            sums[i % 3] += rgb[i] & 0xff;
        }
        float[] means = new float[3];
        for (int c = 0; c < 3; c++) {
            means[c] = (float) (3 * sums[c] / rgb.length);
        }
        return new Code(ORIGINS.of(Side.A), new float[0], means);
    }

    @Override
    public double[] compare(List<Code> a, List<Code> b) {
        ORIGINS.require(a, b);
        return gate.call(() -> {
            double[] scores = new double[a.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = -distance(a.get(i).prepared(), b.get(i).prepared());
            }
            return scores;
        });
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int c = 0; c < 3; c++) {
            squares += ((double) a[c] - b[c]) * ((double) a[c] - b[c]);
        }
        return Math.sqrt(squares);
    }

    @Override
    public void close() {
        gate.close(() -> {});
    }
}
