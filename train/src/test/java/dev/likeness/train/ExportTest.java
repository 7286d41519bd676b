package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.Measure;
import dev.likeness.measure.NumberFormat;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.LikenessMap;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.export.OnnxExport;
import dev.likeness.train.head.Heads;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe.Design;
import dev.likeness.train.tower.Towers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime and libtorch give the same scores for every sharing, tower, head and pooling, at even and uneven sizes. */
class ExportTest {
    private static final double TOLERANCE = 1e-4;

    private static final List<PictureShape> SHAPES = List.of(new PictureShape(32, 32, 1), new PictureShape(29, 23, 3));

    static Stream<Arguments> networks() {
        Stream<Arguments> shared = Towers.names().stream()
                .flatMap(tower -> Heads.names().stream().flatMap(head -> both("shared", tower, head)));
        Stream<Arguments> early = Towers.names().stream().flatMap(tower -> both("early", tower, "none"));
        Stream<Arguments> pooled = Stream.of("cosine", "nearest")
                .flatMap(head -> Stream.of("shared", "separate").flatMap(sharing -> gem(sharing, head)));
        return Stream.of(
                        shared,
                        early,
                        both("separate", "plain", "nearest"),
                        both("separate", "residual", "concat"),
                        pooled)
                .flatMap(arguments -> arguments);
    }

    private static Stream<Arguments> both(String sharing, String tower, String head) {
        return SHAPES.stream().map(shape -> Arguments.of(sharing, tower, head, "grid", shape));
    }

    private static Stream<Arguments> gem(String sharing, String head) {
        return SHAPES.stream().map(shape -> Arguments.of(sharing, "residual", head, "gem", shape));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void exportedEqualsTrained(String sharing, String tower, String head, String pooling, PictureShape shape) {
        Design design = new Design(
                tower, List.of(6, 8, 12), List.of(1, 2, 2), 1, sharing, head, 7, 0, 0, "none", 16, pooling, "float");
        Network network = Networks.build(design, shape);
        List<Picture> pictures = List.of(noise(1, 40, 30), noise(2, 29, 23), noise(3, 64, 64), noise(4, 17, 90));
        try (Weights weights = new Weights(network.parameters(), 11)) {
            unsettle(network, weights, shape);
            NetworkMeasure torch = new NetworkMeasure(network, weights, Encoding.plain(shape));
            List<Code> expected = codes(torch, pictures);
            double[] heads = torch.compare(expected.subList(0, 2), expected.subList(2, 4));

            OnnxExport export = new OnnxExport(network, weights.readAll());
            try (LearnedMeasure onnx =
                    ModelFolderWriter.open(network, export, Encoding.plain(shape), new EmbeddingTerm(2.5, -0.75))) {
                assertThat(onnx.sidesDiffer()).isEqualTo(sharing.equals("separate"));
                List<Code> codes = codes(onnx, pictures);

                for (int i = 0; i < codes.size(); i++) {
                    assertClose(codes.get(i).embedding(), expected.get(i).embedding());
                    assertClose(codes.get(i).prepared(), expected.get(i).prepared());
                }
                assertThatThrownBy(() -> onnx.compare(expected.get(0), codes.get(2)))
                        .hasMessageContaining("a code of network in training (sha256 ");
                assertSides(onnx, codes);
                assertSides(torch, expected);
                assertBlock(onnx, codes);
                double[] scores = onnx.compare(codes.subList(0, 2), codes.subList(2, 4));
                for (int i = 0; i < 2; i++) {
                    double cosine = codes.get(i).cosine(codes.get(i + 2));
                    assertThat(scores[i]).isCloseTo(heads[i] + 2.5 * cosine - 0.75, close(scores[i]));
                    LikenessMap map = onnx.map(codes.get(i), codes.get(i + 2));
                    assertThat(map.score()).isCloseTo(scores[i], close(scores[i]));
                    if (!onnx.sidesDiffer()) {
                        assertThat(onnx.compare(codes.get(i + 2), codes.get(i)))
                                .as("bit-equal in both orders")
                                .isEqualTo(onnx.compare(codes.get(i), codes.get(i + 2)));
                    }
                    assertThat(onnx.compare(codes.get(i), codes.get(i + 2)))
                            .isCloseTo(scores[i], Offset.offset(1e-6 * Math.max(1, Math.abs(scores[i]))));
                }
            }
        }
    }

    /** The graph for one query divides by the norm's factors, unless one of them is negative, zero or too small. */
    @ParameterizedTest
    @ValueSource(floats = {0.7f, -0.7f, 0, 1e-9f})
    void oneAgainstManyHoldsForAnyNorm(float gain) {
        PictureShape shape = SHAPES.get(1);
        Design design = new Design(
                "plain",
                List.of(6, 8, 12),
                List.of(1, 2, 2),
                1,
                "shared",
                "concat",
                128,
                0,
                0,
                "none",
                16,
                "grid",
                "float");
        Network network = Networks.build(design, shape);
        List<Picture> pictures = List.of(noise(1, 40, 30), noise(2, 29, 23), noise(3, 64, 64), noise(4, 17, 90));
        try (Weights weights = new Weights(network.parameters(), 11)) {
            unsettle(network, weights, shape);
            Map<String, float[]> numbers = weights.readAll();
            Objects.requireNonNull(numbers.get("head.norm.weight"))[3] = gain;
            OnnxExport export = new OnnxExport(network, numbers);
            try (LearnedMeasure onnx =
                    ModelFolderWriter.open(network, export, Encoding.plain(shape), new EmbeddingTerm(0.5, -0.75))) {
                List<Code> codes = codes(onnx, pictures);
                assertThat(onnx.compare(codes.get(0), codes.get(2)))
                        .isNotEqualTo(onnx.compare(codes.get(1), codes.get(2)));
                assertBlock(onnx, codes);
            }
        }
    }

    /** One against many gives the scores of pairs, for every part, from either side, and in more than one tile. */
    private static void assertBlock(Measure measure, List<Code> codes) {
        List<Code> ofA = codes.subList(0, 2);
        List<Code> ofB = codes.subList(2, 4);
        assertBlock(measure, ofA, Side.B, Collections.nCopies(37, ofB));
        assertBlock(measure, ofB, Side.A, Collections.nCopies(3, ofA));
        assertBlock(measure, ofA, Side.B, Collections.nCopies(9, ofB.subList(0, 1))); // one more than the smallest tile
    }

    private static void assertBlock(Measure measure, List<Code> queries, Side side, List<List<Code>> parts) {
        List<Code> many = parts.stream().flatMap(List::stream).toList();
        try (CodeBlock block = measure.block(many, side)) {
            assertThat(block.size()).isEqualTo(many.size());
            double[][] scores = block.compare(queries);
            Map<String, double[][]> all = block.compareAll(queries);
            for (int q = 0; q < queries.size(); q++) {
                List<Code> query = Collections.nCopies(many.size(), queries.get(q));
                Map<String, double[]> expected =
                        side == Side.B ? measure.compareAll(query, many) : measure.compareAll(many, query);
                assertThat(all.keySet()).isEqualTo(expected.keySet());
                for (Map.Entry<String, double[]> part : expected.entrySet()) {
                    double[] found = Objects.requireNonNull(all.get(part.getKey()))[q];
                    for (int i = 0; i < many.size(); i++) {
                        assertThat(found[i])
                                .as(part.getKey())
                                .isCloseTo(part.getValue()[i], Offset.offset(1e-6 * Math.max(1, Math.abs(found[i]))));
                        assertThat(found[i])
                                .as("equal codes")
                                .isEqualTo(found[i % parts.get(0).size()]);
                    }
                }
                assertThat(scores[q]).containsExactly(Objects.requireNonNull(all.get(Measure.OWN_SCORE))[q]);
            }
            if (measure.sidesDiffer()) {
                assertThatThrownBy(() -> block.compare(many.subList(0, 1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("was encoded for side");
            }
        }
    }

    /** A head from another jar may concatenate two pictures, which ONNX does not broadcast. */
    @Test
    void aConcatenationIsBroadcast() {
        Network network = new Network() {
            @Override
            public <F extends Features<F>> Encoded<F> encode(F x, Side side) {
                return new Encoded<>(x.pool(2, 2).flatten().unit(), x.scaled(0.01, -1));
            }

            @Override
            public <F extends Features<F>> F map(Encoded<F> a, Encoded<F> b) {
                F ab = a.prepared().concat(b.prepared());
                F ba = b.prepared().concat(a.prepared());
                return ab.times(ba).relu().channels(1, 2); // [N,2c,H,W] -> [N,1,H,W]
            }

            @Override
            public boolean sidesDiffer() {
                return false;
            }

            @Override
            public List<Parameter> parameters() {
                return List.of();
            }

            @Override
            public List<Parameter> towerParameters() {
                return List.of();
            }

            @Override
            public List<Parameter> encoderParameters() {
                return List.of();
            }
        };
        PictureShape shape = new PictureShape(6, 5, 3);
        List<Picture> pictures = List.of(noise(1, 40, 30), noise(2, 29, 23), noise(3, 64, 64), noise(4, 17, 90));
        OnnxExport export = new OnnxExport(network, Map.of());
        try (LearnedMeasure onnx =
                ModelFolderWriter.open(network, export, Encoding.plain(shape), new EmbeddingTerm(2.5, -0.75))) {
            assertBlock(onnx, codes(onnx, pictures));
        }
    }

    /** Training validates on the codes that the model will store, and they take the same bytes from both engines' sides. */
    @ParameterizedTest
    @EnumSource
    void codesAreStoredAsTheCardSays(NumberFormat format) {
        PictureShape shape = SHAPES.get(0);
        Design design = new Design(
                "residual",
                List.of(6, 8, 12),
                List.of(1, 2, 2),
                1,
                "shared",
                "nearest",
                7,
                0,
                0,
                "none",
                16,
                "grid",
                format.word());
        Network network = Networks.build(design, shape);
        Encoding rounded = new Encoding(shape, Fit.STRETCH, CodeFormat.of(format));
        List<Picture> pictures = List.of(noise(1, 40, 30), noise(2, 29, 23), noise(3, 64, 64), noise(4, 17, 90));
        try (Weights weights = new Weights(network.parameters(), 11)) {
            unsettle(network, weights, shape);
            OnnxExport export = new OnnxExport(network, weights.readAll());
            EmbeddingTerm term = new EmbeddingTerm(2.5, -0.75);
            try (LearnedMeasure plain = ModelFolderWriter.open(network, export, Encoding.plain(shape), term);
                    LearnedMeasure onnx = ModelFolderWriter.open(network, export, rounded, term)) {
                NetworkMeasure torch = new NetworkMeasure(network, weights, rounded);
                List<Code> floats = codes(plain, pictures);
                for (Measure measure : List.of(onnx, torch)) {
                    List<Code> codes = codes(measure, pictures);
                    for (int i = 0; i < codes.size(); i++) {
                        Code code = codes.get(i);
                        assertThat(code.origin().format()).isEqualTo(CodeFormat.of(format));
                        assertThat(code.prepared()).containsExactly(format.stored(code.prepared()));
                        assertThat(Code.fromBytes(code.toBytes()).prepared()).containsExactly(code.prepared());
                        assertThat(code.embedding()).isNotSameAs(floats.get(i).embedding());
                        for (int k = 0; k < code.prepared().length; k++) {
                            assertThat(code.prepared()[k])
                                    .isCloseTo(floats.get(i).prepared()[k], Offset.offset(1 / 250f));
                        }
                    }
                }
                assertThat(onnx.identity().equals(plain.identity()))
                        .as("floats keep the identity that models had before")
                        .isEqualTo(format == NumberFormat.FLOAT);
            }
        }
    }

    /** If the sides differ, comparing a code on the wrong side is an error, also for codes that were read from bytes. */
    private static void assertSides(Measure measure, List<Code> codes) {
        Code a = Code.fromBytes(codes.get(0).toBytes());
        Code b = Code.fromBytes(codes.get(2).toBytes());
        assertThat(measure.compare(a, b)).isEqualTo(measure.compare(codes.get(0), codes.get(2)));
        if (measure.sidesDiffer()) {
            assertThatThrownBy(() -> measure.compare(b, a))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the code for side A was encoded for side B");
        }
    }

    /** Encodes the first half on side A and the second half on side B. */
    private static List<Code> codes(Measure measure, List<Picture> pictures) {
        List<Code> codes = new ArrayList<>(measure.encode(pictures.subList(0, 2), Side.A));
        codes.addAll(measure.encode(pictures.subList(2, 4), Side.B));
        return codes;
    }

    /** Runs batches in training mode until the running statistics are near those of the pictures. */
    private static void unsettle(Network network, Weights weights, PictureShape shape) {
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradients = new NoGradGuard()) {
                byte[] pixels = new byte[8 * shape.bytes()];
                random.nextBytes(pixels);
                long[] dimensions = {8, shape.height(), shape.width(), shape.channels()};
                TorchFeatures features = TorchFeatures.pixels(pixels, dimensions, weights, true);
                Network.Encoded<TorchFeatures> a = network.encode(features, Side.A);
                Network.Encoded<TorchFeatures> b = network.encode(features, Side.B);
                Torch.read(network.map(a, b).value());
            }
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        List<String> off = new ArrayList<>();
        for (int i = 0; i < actual.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE * Math.max(1, Math.abs(expected[i])))) {
                off.add(i + ": " + actual[i] + " for " + expected[i]);
            }
        }
        assertThat(off).isEmpty();
    }

    private static Offset<Double> close(double value) {
        return Offset.offset(TOLERANCE * Math.max(1, Math.abs(value)));
    }

    private static Picture noise(long seed, int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(seed).nextBytes(rgb);
        return new Picture(width, height, rgb);
    }
}
