package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.Likeness;
import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.LikenessMap;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.picture.Picture;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
    private static final List<LabelledPicture> DRAWN =
            DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 2, 10, 4, 105, 17));

    @TempDir
    Path folder;

    private static Picture drawn(int identity, int hand) {
        return DRAWN.get(identity * 4 + hand).source().read();
    }

    private static List<Code> codes(LearnedMeasure measure) {
        return measure.encode(
                DRAWN.stream().map(picture -> picture.source().read()).toList(), Side.A);
    }

    @Test
    void distinguishesNewCharacters() {
        try (Likeness likeness = Likeness.open(Models.bundled("characters"))) {
            int right = 0;
            for (int i = 0; i < 20; i++) {
                Verdict same = likeness.compare(drawn(i, 0), drawn(i, 1));
                Verdict other = likeness.compare(drawn(i, 0), drawn((i + 1) % 20, 1));
                right += same.probability() > other.probability() ? 1 : 0;
                assertThat(same.match()).isEqualTo(same.score() >= same.threshold());
            }
            assertThat(right).isGreaterThanOrEqualTo(18);
        }
    }

    @Test
    void allReadingsAtOnceEqualSingleReadings() {
        try (LearnedMeasure measure = LearnedMeasure.open(Models.bundled("characters"))) {
            List<Code> codes = codes(measure);
            List<Code> others = codes.subList(1, 60);
            List<Code> some = codes.subList(0, 59);
            Map<String, double[]> all = measure.compareAll(some, others);
            assertThat(all).containsOnlyKeys(Measure.OWN_SCORE, "embedding", "head");
            assertThat(all).containsEntry(Measure.OWN_SCORE, measure.compare(some, others));
            measure.readings()
                    .forEach((part, scoring) -> assertThat(all).containsEntry(part, scoring.compare(some, others)));
        }
    }

    @Test
    void isSymmetricToTheLastBitAndTheMapAddsUpToTheScore() {
        try (LearnedMeasure measure = LearnedMeasure.open(Models.bundled("characters"))) {
            List<Code> codes = codes(measure);
            for (int i = 0; i + 1 < codes.size(); i += 3) {
                double score = measure.compare(codes.get(i), codes.get(i + 1));
                LikenessMap map = measure.map(codes.get(i), codes.get(i + 1));

                assertThat(measure.compare(codes.get(i + 1), codes.get(i))).isEqualTo(score);
                assertThat(map.score()).isCloseTo(score, Offset.offset(1e-5 * Math.max(1, Math.abs(score))));
            }
        }
    }

    @Test
    void scoresABatchLikeSinglePairs() {
        try (LearnedMeasure measure = LearnedMeasure.open(Models.bundled("characters"))) {
            List<Code> codes = codes(measure);
            double[] together = measure.compare(codes.subList(0, 79), codes.subList(1, 80));
            for (int i = 0; i < 79; i += 5) {
                Picture picture = DRAWN.get(i).source().read();
                Code alone = measure.encode(picture, Side.A);
                double score = measure.compare(
                        alone, measure.encode(DRAWN.get(i + 1).source().read(), Side.A));

                assertThat(score).isCloseTo(together[i], Offset.offset(1e-5 * Math.max(1, Math.abs(score))));
                assertThat(measure.compare(codes.get(i), codes.get(i + 1)))
                        .isCloseTo(together[i], Offset.offset(1e-6 * Math.max(1, Math.abs(score))));
            }
        }
    }

    /** Models from before there were graphs for one against many: the head for pairs gets the query, repeated. */
    @Test
    void aBlockOfAnOlderModelScoresLikePairs() {
        ModelFiles bundled = Models.bundled("characters");
        String card = new String(bundled.read("model.json"), StandardCharsets.UTF_8);
        byte[] older = card.replaceAll("\\s*\"head_(many|block)[.]onnx\" : \"[0-9a-f]{64}\",", "")
                .getBytes(StandardCharsets.UTF_8);
        ModelFiles files = ModelFiles.of("characters", file -> file.equals("model.json") ? older : bundled.read(file));
        assertThat(ModelJson.read(older, "older").files()).doesNotContainKeys("head_many.onnx", "head_block.onnx");
        aBlockScoresLikePairs(LearnedMeasure.open(files), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"characters", "photos", "patches"})
    void aBlockScoresLikePairs(String model) {
        aBlockScoresLikePairs(LearnedMeasure.open(Models.bundled(model)), 1e-5);
    }

    private static void aBlockScoresLikePairs(LearnedMeasure measure, double tolerance) {
        List<Code> codes = codes(measure).subList(0, 75);
        List<Code> queries = codes.subList(3, 6);
        CodeBlock block = measure.block(codes, Side.B);
        double[][] found = block.compare(queries);
        for (int q = 0; q < queries.size(); q++) {
            double[] pairs = measure.compare(Collections.nCopies(75, queries.get(q)), codes);
            for (int i = 0; i < 75; i++) {
                assertThat(found[q][i]).isCloseTo(pairs[i], Offset.offset(tolerance * Math.max(1, Math.abs(pairs[i]))));
            }
        }
        assertThat(block.compare(queries.subList(1, 2))[0]).containsExactly(found[1]);
        assertThat(block.compare(List.of())).isEmpty();
        try (CodeBlock empty = measure.block(List.of(), Side.A)) {
            assertThat(empty.compare(queries)).isEqualTo(new double[3][0]);
        }
        measure.close();
        assertThatThrownBy(() -> block.compare(queries))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        block.close();
        block.close();
        assertThatThrownBy(() -> block.compare(queries))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a block of 75 codes is closed");
    }

    /** A short form of {@code scripts/soak.py compare}. */
    @Test
    void manyThreadsGetTheSameBits() throws Exception {
        try (Likeness likeness = Likeness.open(Models.bundled("characters"))) {
            List<Callable<Verdict>> tasks = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int a = i % 5;
                int b = i % 4;
                tasks.add(() -> likeness.compare(drawn(a, 0), drawn(b, 1)));
            }
            List<Verdict> alone = new ArrayList<>();
            for (Callable<Verdict> task : tasks.subList(0, 20)) { // the rest repeats them
                alone.add(task.call());
            }
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Verdict>> answers = threads.invokeAll(tasks);
            threads.shutdown();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(alone.get(i % 20));
            }
        }
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Models.bundled("faces"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'faces'")
                .hasMessageContaining("characters");
    }

    @Test
    void aMissingRateIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Likeness.open(Models.bundled("characters"), OperatingPoint.atFalseMatchRate(0.37)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0.37")
                .hasMessageContaining("0.01");
    }

    @Test
    void theBundledCardIsWrittenAsItWasRead() {
        for (String name : Models.names()) {
            byte[] bytes = Models.bundled(name).read("model.json");

            assertThat(ModelJson.write(ModelJson.read(bytes, name))).isEqualTo(bytes);
        }
    }

    /** A model with one changed byte in any file is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"encoder.onnx", "head.onnx"})
    void aChangedModelIsRefused(String file) throws Exception {
        ModelFiles bundled = Models.bundled("characters");
        for (String name : List.of("model.json", "encoder.onnx", "head.onnx")) {
            Files.write(folder.resolve(name), bundled.read(name));
        }
        byte[] changed = bundled.read(file);
        changed[changed.length / 2] ^= 1;
        Files.write(folder.resolve(file), changed);

        assertThatThrownBy(() -> Likeness.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("SHA-256");
    }
}
