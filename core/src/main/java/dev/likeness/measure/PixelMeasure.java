package dev.likeness.measure;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.List;

/**
 * {@code pixels}: the baseline for learned measures. It stretches a picture to 32x32 colour pixels and subtracts the mean.
 * The score is the cosine of two such vectors, -1 to 1. This is the normalised cross-correlation without displacement (J.
 * P. Lewis, "Fast normalized cross-correlation", Vision Interface 1995). It is invariant to brightness and contrast, and
 * more accurate than the Euclidean distance of the same pixels.
 *
 * <p>A picture of a single grey level is the zero vector and scores 0 with every picture. Thread-safe.
 */
final class PixelMeasure implements Measure {
    static final String NAME = "pixels";
    private static final PictureShape SHAPE = new PictureShape(32, 32, 3);

    private static final CodeOrigins ORIGINS = CodeOrigins.ofBothSides(MeasureIdentity.of(NAME, 1, "stretch 32x32x3"));

    private final ClosingGate gate = new ClosingGate("measure pixels", "open another with Measures.named(\"pixels\")");

    PixelMeasure() {}

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
        return gate.call(() -> pictures.stream().map(PixelMeasure::encode).toList());
    }

    private static Code encode(Picture picture) {
        byte[] pixels = Resizer.area(picture, SHAPE); // [H,W,C] -> [D]
        long sum = 0;
        for (byte value : pixels) {
            sum += value & 0xff;
        }
        double mean = (double) sum / pixels.length;
        double squares = 0;
        for (byte value : pixels) {
            double off = (value & 0xff) - mean;
            squares += off * off;
        }
        double length = Math.sqrt(squares);
        float[] direction = new float[pixels.length];
        for (int d = 0; d < direction.length; d++) {
            direction[d] = length < 1e-6 ? 0 : (float) (((pixels[d] & 0xff) - mean) / length);
        }
        return new Code(ORIGINS.of(Side.A), direction, new float[0]);
    }

    @Override
    public double[] compare(List<Code> a, List<Code> b) {
        return gate.call(() -> cosines(a, b));
    }

    private static double[] cosines(List<Code> a, List<Code> b) {
        ORIGINS.require(a, b);
        double[] scores = new double[a.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = a.get(i).cosine(b.get(i));
        }
        return scores;
    }

    @Override
    public void close() {
        gate.close(() -> {});
    }
}
