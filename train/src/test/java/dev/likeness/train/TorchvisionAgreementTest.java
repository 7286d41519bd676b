package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.export.OnnxExport;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.export.SafeTensors.Array;
import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parts;
import dev.likeness.train.network.Tower;
import dev.likeness.train.pooling.Poolings;
import dev.likeness.train.sharing.Sharings;
import dev.likeness.train.tower.TowerFactory;
import dev.likeness.train.tower.TowerSettings;
import dev.likeness.train.tower.Towers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the feature maps of torchvision's resnet18 with ours in both engines, with the same weights and pixels.
 * {@code scripts/resnet18-agrees.sh} writes the files and runs this test.
 */
@EnabledIfSystemProperty(
        named = "likeness.torchvision",
        matches = ".+",
        disabledReason = "needs Python with torchvision: scripts/resnet18-agrees.sh runs it")
class TorchvisionAgreementTest {
    private static final double TOLERANCE = 1e-4;

    private final Path folder = Path.of(System.getProperty("likeness.torchvision", ""));

    /** A head that returns the tower's map unchanged. */
    private record Bare() implements Head {
        @Override
        public <F extends Features<F>> F prepare(F x) {
            return x;
        }

        @Override
        public <F extends Features<F>> F combine(F a, F b) {
            return a.channels(0, 1).times(b.channels(0, 1));
        }
    }

    private record BareParts() implements Parts {
        @Override
        public int inputs() {
            return 3;
        }

        @Override
        public Tower tower(Layers layers, int inputs) {
            TowerFactory factory = Towers.named("resnet18");
            return factory.maker()
                    .apply(layers, new TowerSettings(inputs, factory.widths(), factory.strides(), factory.blocks()));
        }

        @Override
        public Embedding embedding(Layers layers, int channels) {
            return new Embedding(Poolings.build("gem", layers), layers.linear("project", channels, 8));
        }

        @Override
        public Head head(Layers layers, int channels, Embedding embedding) {
            return new Bare();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 97, 224})
    void featureMapsAreTheSame(int size) {
        Map<String, Array> reference = SafeTensors.read(folder.resolve("pictures-" + size + ".safetensors"));
        Array expected = Objects.requireNonNull(reference.get("map")); //              [N,512,h,w]
        List<Picture> pictures = pictures(Objects.requireNonNull(reference.get("pixels")));
        Network network = Sharings.build("shared", new BareParts());
        PictureShape shape = new PictureShape(size, size, 3);
        try (Weights weights = new Weights(network.parameters(), 1)) {
            Map<String, float[]> numbers = weights.readAll();
            numbers.putAll(
                    TowerWeights.read(folder.resolve("resnet18.safetensors")).numbers(network));
            weights.writeAll(numbers);
            compare("libtorch", new NetworkMeasure(network, weights, Encoding.plain(shape)), pictures, expected);
            OnnxExport export = new OnnxExport(network, weights.readAll());
            try (Measure onnx =
                    ModelFolderWriter.open(network, export, Encoding.plain(shape), new EmbeddingTerm(0, 0))) {
                compare("ONNX Runtime", onnx, pictures, expected);
            }
        }
    }

    private static List<Picture> pictures(Array pixels) { // [N,H,W,3]
        int height = pixels.shape().get(1);
        int width = pixels.shape().get(2);
        int bytes = height * width * 3;
        List<Picture> pictures = new ArrayList<>();
        for (int n = 0; n < pixels.shape().get(0); n++) {
            byte[] rgb = new byte[bytes];
            for (int i = 0; i < bytes; i++) {
                rgb[i] = (byte) pixels.values()[n * bytes + i];
            }
            pictures.add(new Picture(width, height, rgb));
        }
        return pictures;
    }

    private static void compare(String engine, Measure measure, List<Picture> pictures, Array expected) {
        List<Code> codes = measure.encode(pictures, Side.A);
        int length = expected.values().length / codes.size();
        double worst = 0;
        float largest = 0;
        for (int n = 0; n < codes.size(); n++) {
            float[] actual = codes.get(n).prepared();
            assertThat(actual).hasSize(length);
            for (int i = 0; i < length; i++) {
                float value = expected.values()[n * length + i];
                worst = Math.max(worst, Math.abs(actual[i] - value) / Math.max(1, Math.abs(value)));
                largest = Math.max(largest, Math.abs(value));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s %s, map %s with values to %.1f, against torchvision: %.1e of max(1, |value|)%n",
                engine,
                pictures.get(0).width() + "x" + pictures.get(0).height(),
                expected.shape(),
                largest,
                worst);
        assertThat(worst).as(engine).isLessThanOrEqualTo(TOLERANCE);
    }
}
