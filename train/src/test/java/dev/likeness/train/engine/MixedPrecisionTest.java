package dev.likeness.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.measure.Side;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.Networks;
import dev.likeness.train.head.Heads;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Network.Encoded;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe.Design;
import dev.likeness.train.tower.Towers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Passes in mixed precision have the scores and the gradients of passes in 32 bits, up to the rounding of bfloat16. */
class MixedPrecisionTest {
    private static final PictureShape SHAPE = new PictureShape(32, 32, 3);
    private static final int PICTURES = 16;

    static Stream<Arguments> networks() {
        Stream<Arguments> heads = Heads.names().stream().map(head -> Arguments.of("residual", head, "grid"));
        Stream<Arguments> towers = Towers.names().stream().map(tower -> Arguments.of(tower, "concat", "grid"));
        return Stream.of(heads, towers, Stream.of(Arguments.of("plain", "blend", "gem")))
                .flatMap(arguments -> arguments);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void scoresAndGradientsAgree(String tower, String head, String pooling) {
        Design design = new Design(
                tower,
                List.of(16, 32, 48),
                List.of(1, 2, 2),
                1,
                "shared",
                head,
                32,
                0,
                0,
                "none",
                32,
                pooling,
                "float");
        Network network = Networks.build(design, SHAPE);
        Pass exact = pass(network, false);
        Pass mixed = pass(network, true);
        assertThat(mixed.scores).isNotEqualTo(exact.scores);
        assertThat(correlation(mixed.scores, exact.scores)).as("scores").isGreaterThan(0.999);
        float[] whole = joined(exact);
        assertThat(cosine(joined(mixed), whole)).as("whole gradient").isGreaterThan(0.99);
        exact.gradients.forEach(
                (name, gradient) -> assertThat(distance(Objects.requireNonNull(mixed.gradients.get(name)), gradient))
                        .as("gradient of %s", name)
                        .isLessThan(0.3 * length(gradient) + 0.01 * length(whole)));
        assertThat(pass(network, true).scores).as("again").isEqualTo(mixed.scores);
        assertThat(joined(pass(network, true))).as("again").isEqualTo(joined(mixed));
    }

    @SuppressWarnings("ArrayRecordComponent") // for this test only
    private record Pass(float[] scores, Map<String, float[]> gradients) {}

    /** One forward and backward pass over pairs, with a loss that weights the scores at random. */
    private static Pass pass(Network network, boolean mixed) {
        try (PointerScope scope = new PointerScope();
                Weights weights = new Weights(network.parameters(), 5)) {
            byte[] pixels = new byte[PICTURES * SHAPE.bytes()];
            Random random = new Random(7);
            for (int i = 0; i < pixels.length; i++) {
                int picture = i / SHAPE.bytes();
                pixels[i] = (byte) (random.nextInt(128) + 8 * picture);
            }
            long[] dimensions = {PICTURES, SHAPE.height(), SHAPE.width(), SHAPE.channels()};
            TorchFeatures floats = TorchFeatures.pixels(pixels, dimensions, weights, true);
            Encoded<TorchFeatures> both = network.encode(mixed ? floats.inMixedPrecision() : floats, Side.A);
            int half = PICTURES / 2;
            Tensor scores = Network.score(network.map(
                            new Encoded<>(
                                    both.embedding().rows(0, half),
                                    both.prepared().rows(0, half)),
                            new Encoded<>(
                                    both.embedding().rows(half, half),
                                    both.prepared().rows(half, half)),
                            1,
                            0))
                    .value();
            float[] shares = new float[half];
            for (int i = 0; i < half; i++) {
                shares[i] = (float) random.nextGaussian();
            }
            scores.mul(Torch.floats(shares, half)).sum().backward();
            Map<String, float[]> gradients = new HashMap<>();
            for (Parameter parameter : network.parameters()) {
                Tensor gradient = weights.of(parameter).grad();
                if (parameter.trained() && gradient.defined()) {
                    gradients.put(parameter.name(), Torch.read(gradient));
                }
            }
            assertThat(gradients).isNotEmpty();
            return new Pass(Torch.read(scores), gradients);
        }
    }

    private static float[] joined(Pass pass) {
        List<float[]> sorted = pass.gradients.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        float[] all = new float[sorted.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : sorted) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static double length(float[] a) {
        return distance(a, new float[a.length]);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            ofA += (double) a[i] * a[i];
            ofB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(ofA * ofB);
    }

    private static double correlation(float[] a, float[] b) {
        return cosine(centred(a), centred(b));
    }

    private static float[] centred(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        float[] centred = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            centred[i] = (float) (values[i] - mean);
        }
        return centred;
    }

    @ParameterizedTest
    @CsvSource({
        "'flags\t\t: fpu sse avx512f avx512_bf16 vaes', true",
        "'flags\t\t: fpu sse amx_bf16', true",
        "'flags\t\t: fpu sse avx512f not_avx512_bf16', false",
        "'model name\t: avx512_bf16', false",
        "'', false",
    })
    void theProcessorIsAsked(String line, boolean expected, @TempDir Path folder) throws Exception {
        Path list = Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\n" + line + "\n");
        assertThat(Bfloat16.isNative(list)).isEqualTo(expected);
    }

    @Test
    void anUnknownSystemHasNone(@TempDir Path folder) {
        assertThat(Bfloat16.isNative(folder.resolve("absent"))).isFalse();
    }
}
