package dev.likeness.train;

import dev.likeness.files.Sha256;
import dev.likeness.measure.ClosingGate;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.Side;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.export.OnnxExport;
import dev.likeness.train.network.Network;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * A network in training as a measure, computed by libtorch with the current weights. Its score is the head's alone.
 *
 * <p>Its identity is that of the weights at the time it was created. Training changes them, so compare only codes that were
 * encoded since the last training step, and do not store them.
 *
 * <p>Not thread-safe, unlike other measures: use it on the thread that trains. Closing it does not close the weights.
 */
final class NetworkMeasure implements Measure {
    private static final String NAME = "network in training";
    private static final int VERSION = 1;
    private static final int AT_ONCE = 64;

    private final Network network;
    private final Weights weights;
    private final PictureShape shape;
    private final Fit fit;
    private final List<Integer> mapShape;
    private final CodeOrigins origins;
    private final ClosingGate gate = new ClosingGate("the measure of a network in training", "create another one");

    /** @param encoding as the model will have it: validation uses the codes in their stored form */
    NetworkMeasure(Network network, Weights weights, Encoding encoding) {
        this.network = network;
        this.weights = weights;
        this.shape = encoding.shape();
        this.fit = encoding.fit();
        Map<String, float[]> numbers = weights.readAll();
        this.mapShape = new OnnxExport(network, numbers).shapes(shape).prepared();
        MeasureIdentity identity =
                MeasureIdentity.of(NAME, VERSION, shape + " " + fit + " " + encoding.codes() + " " + checksum(numbers));
        this.origins = network.sidesDiffer()
                ? CodeOrigins.ofEachSide(identity, encoding.codes())
                : CodeOrigins.ofBothSides(identity, encoding.codes());
    }

    private static String checksum(Map<String, float[]> numbers) {
        Sha256 checksum = new Sha256();
        new TreeMap<>(numbers).forEach((name, values) -> {
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
            bytes.asFloatBuffer().put(values);
            checksum.add(name).add(bytes);
        });
        return checksum.hex();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MeasureIdentity identity() {
        return origins.measure();
    }

    @Override
    public List<Code> encode(List<Picture> pictures, Side side) {
        return gate.call(() -> weights.whileOpen(() -> encodeAll(pictures, side)));
    }

    private List<Code> encodeAll(List<Picture> pictures, Side side) {
        List<Code> codes = new ArrayList<>(pictures.size());
        for (int from = 0; from < pictures.size(); from += AT_ONCE) {
            encodeBatch(pictures.subList(from, Math.min(pictures.size(), from + AT_ONCE)), side, codes);
        }
        return codes;
    }

    private void encodeBatch(List<Picture> pictures, Side side, List<Code> codes) {
        int n = pictures.size();
        byte[] pixels = new byte[n * shape.bytes()];
        for (int i = 0; i < n; i++) {
            System.arraycopy(Resizer.fit(pictures.get(i), shape, fit), 0, pixels, i * shape.bytes(), shape.bytes());
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            long[] dimensions = {n, shape.height(), shape.width(), shape.channels()};
            TorchFeatures features = TorchFeatures.pixels(pixels, dimensions, weights, false);
            Network.Encoded<TorchFeatures> encoded = network.encode(features, side);
            float[] embeddings = Torch.read(encoded.embedding().value()); // [N,D]
            float[] prepared = Torch.read(encoded.prepared().value()); // [N,K,h,w]
            for (int i = 0; i < n; i++) {
                codes.add(origins.code(side, row(embeddings, i, n), row(prepared, i, n)));
            }
        }
    }

    private static float[] row(float[] all, int row, int rows) {
        int length = all.length / rows;
        return Arrays.copyOfRange(all, row * length, (row + 1) * length);
    }

    @Override
    public double[] compare(List<Code> a, List<Code> b) {
        return gate.call(() -> weights.whileOpen(() -> scores(a, b)));
    }

    private double[] scores(List<Code> a, List<Code> b) {
        origins.require(a, b);
        double[] scores = new double[a.size()];
        for (int from = 0; from < scores.length; from += AT_ONCE) {
            int to = Math.min(scores.length, from + AT_ONCE);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradients = new NoGradGuard()) {
                Network.Encoded<TorchFeatures> first = side(a.subList(from, to));
                Network.Encoded<TorchFeatures> second = side(b.subList(from, to));
                TorchFeatures part = Network.score(network.map(first, second));
                float[] read = Torch.read(part.value());
                for (int i = from; i < to; i++) {
                    scores[i] = read[i - from];
                }
            }
        }
        return scores;
    }

    @Override
    public boolean sidesDiffer() {
        return network.sidesDiffer();
    }

    private Network.Encoded<TorchFeatures> side(List<Code> codes) {
        int n = codes.size();
        int d = codes.get(0).embedding().length;
        int k = codes.get(0).prepared().length;
        float[] embeddings = new float[n * d];
        float[] prepared = new float[n * k];
        for (int i = 0; i < n; i++) {
            System.arraycopy(codes.get(i).embedding(), 0, embeddings, i * d, d);
            System.arraycopy(codes.get(i).prepared(), 0, prepared, i * k, k);
        }
        long[] map = {n, mapShape.get(0), mapShape.get(1), mapShape.get(2)};
        return new Network.Encoded<>(
                new TorchFeatures(Torch.floats(embeddings, n, d), weights, false),
                new TorchFeatures(Torch.floats(prepared, map), weights, false));
    }

    @Override
    public void close() {
        gate.close(() -> {});
    }
}
