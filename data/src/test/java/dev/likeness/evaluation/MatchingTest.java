package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.ImagePair;
import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Matching compared with a plain loop; the measure has known scores: each picture carries a number. */
class MatchingTest {
    private static final double NOISE = 0.02;

    /** The closer two numbers, the higher the score. */
    private record Nearness() implements Measure {
        private static final CodeOrigins ORIGINS = CodeOrigins.ofBothSides(MeasureIdentity.of("nearness", 1, ""));

        @Override
        public String name() {
            return "nearness";
        }

        @Override
        public MeasureIdentity identity() {
            return ORIGINS.measure();
        }

        @Override
        public List<Code> encode(List<Picture> pictures, Side side) {
            return pictures.stream()
                    .map(picture -> {
                        byte[] rgb = picture.rgb();
                        int number = (rgb[0] & 0xff) << 16 | (rgb[1] & 0xff) << 8 | rgb[2] & 0xff;
                        return new Code(ORIGINS.of(side), new float[] {number / (float) (1 << 24)}, new float[0]);
                    })
                    .toList();
        }

        @Override
        public double[] compare(List<Code> a, List<Code> b) {
            double[] scores = new double[a.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = -Math.abs(a.get(i).embedding()[0] - b.get(i).embedding()[0]);
            }
            return scores;
        }

        @Override
        public void close() {}
    }

    private static LabelledPicture patch(String sequence, int point, int image, double value) {
        int number = (int) (Math.max(0, Math.min(0.999999, value)) * (1 << 24));
        byte[] rgb = {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
        String identity = sequence + "/" + point;
        return new LabelledPicture(identity + "/" + image, identity, sequence, () -> new Picture(1, 1, rgb));
    }

    /** Image 2 lacks every third point, image 3 every fourth; their numbers have noise. */
    private static List<ImagePair> pairs(String sequence, int points, double noise, long seed) {
        Random random = new Random(seed);
        double[] values = random.doubles(points).toArray();
        List<LabelledPicture> first = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            first.add(patch(sequence, point, 1, values[point]));
        }
        List<ImagePair> pairs = new ArrayList<>();
        for (int image = 2; image <= 3; image++) {
            List<LabelledPicture> second = new ArrayList<>();
            for (int point = 0; point < points; point++) {
                if (point % (image + 1) != 0) {
                    second.add(patch(sequence, point, image, values[point] + noise * random.nextGaussian()));
                }
            }
            pairs.add(new ImagePair(sequence, first, second));
        }
        return pairs;
    }

    private static MatchingResult evaluate(List<ImagePair> pairs) {
        return Matching.seeded(3).evaluate(new Nearness(), pairs, Progress.NONE);
    }

    @Test
    void precisionAgreesWithAPlainLoop() {
        List<ImagePair> pairs = new ArrayList<>(pairs("wall", 40, NOISE, 1));
        pairs.addAll(pairs("floor", 25, NOISE, 2));
        double sum = 0;
        for (ImagePair pair : pairs) {
            sum += averagePrecision(pair);
        }

        MatchingResult result = evaluate(pairs);

        assertThat(result.figures().map().value()).isCloseTo(sum / pairs.size(), Offset.offset(1e-9));
        assertThat(result.figures().map().low())
                .isLessThan(result.figures().map().value());
        assertThat(result.figures().map().high())
                .isGreaterThan(result.figures().map().value());
        assertThat(result.figures().fpr95().value()).isBetween(0.0, 0.5);
    }

    /** Each patch of the first image with its nearest, ranked; correct if it shows the same (Balntas et al. 2017, sec. 5). */
    private static double averagePrecision(ImagePair pair) {
        record Match(double score, boolean right) {}
        Nearness measure = new Nearness();
        List<Code> second = measure.encode(
                pair.second().stream().map(picture -> picture.source().read()).toList(), Side.B);
        List<Match> matches = new ArrayList<>();
        int possible = 0;
        for (LabelledPicture picture : pair.first()) {
            Code code = measure.encode(picture.source().read(), Side.A);
            double best = Double.NEGATIVE_INFINITY;
            boolean right = false;
            for (int j = 0; j < second.size(); j++) {
                double score = measure.compare(code, second.get(j));
                boolean same = pair.second().get(j).identity().equals(picture.identity());
                possible += same ? 1 : 0;
                if (score > best) {
                    best = score;
                    right = same;
                }
            }
            matches.add(new Match(best, right));
        }
        matches.sort(Comparator.comparingDouble((Match match) -> -match.score));
        double sum = 0;
        int found = 0;
        for (int rank = 0; rank < matches.size(); rank++) {
            if (matches.get(rank).right) {
                found++;
                sum += (double) found / (rank + 1);
            }
        }
        return sum / possible;
    }

    @Test
    void aPerfectMeasureMatchesAllPoints() {
        List<ImagePair> pairs = pairs("wall", 40, 0, 1);

        MatchingResult result = evaluate(pairs);

        assertThat(result.figures().map().value()).isEqualTo(1);
        assertThat(result.figures().fpr95().value()).isZero();
        assertThat(result.imagePairs()).isEqualTo(2);
    }

    @Test
    void randomScoresMatchAlmostNoPoint() {
        Random random = new Random(4);
        List<LabelledPicture> first = new ArrayList<>();
        List<LabelledPicture> second = new ArrayList<>();
        for (int point = 0; point < 100; point++) {
            first.add(patch("wall", point, 1, random.nextDouble()));
            second.add(patch("wall", point, 2, random.nextDouble()));
        }

        MatchingResult result = evaluate(List.of(new ImagePair("wall", first, second)));

        assertThat(result.figures().map().value()).isLessThan(0.05);
        assertThat(result.figures().fpr95().value()).isGreaterThan(0.7);
    }

    /** All numbers are equal, so all patches are equally close. */
    @Test
    void tiesCountAsErrors() {
        List<LabelledPicture> first = List.of(patch("wall", 0, 1, 0.5), patch("wall", 1, 1, 0.5));
        List<LabelledPicture> second = List.of(patch("wall", 0, 2, 0.5), patch("wall", 1, 2, 0.5));

        MatchingResult result = evaluate(List.of(new ImagePair("wall", first, second)));

        assertThat(result.figures().map().value()).isZero();
        assertThat(result.figures().fpr95().value()).isEqualTo(1);
    }

    /** The first patch has no point in the other image; its match ties with the correct match of the second. */
    @Test
    void wrongMatchesRankFirstAmongTies() {
        List<LabelledPicture> first = List.of(patch("wall", 0, 1, 0.25), patch("wall", 1, 1, 0.75));
        List<LabelledPicture> second = List.of(patch("wall", 1, 2, 0.75), patch("wall", 2, 2, 0.25));

        assertThat(evaluate(List.of(new ImagePair("wall", first, second)))
                        .figures()
                        .map()
                        .value())
                .isEqualTo(0.5);
    }

    /** Points drawn twice count like two points in the image. */
    @Test
    void multiplicitiesEqualCopies() {
        List<LabelledPicture> first = List.of(patch("wall", 0, 1, 0.3), patch("wall", 1, 1, 0.5));
        List<LabelledPicture> second = List.of(patch("wall", 1, 2, 0.51), patch("wall", 2, 2, 0.3));
        MatchedPatches matched =
                new MatchedPatches(new ImagePair("wall", first, second), new double[] {0.1, 0.9, 0.8, 0.2}, 1);

        assertThat(matched.averagePrecision(new int[] {1, 2})).isCloseTo((1 / 2.0 + 2 / 3.0) / 2, Offset.offset(1e-12));
        assertThat(matched.averagePrecision(new int[] {0, 1})).isEqualTo(1);
        assertThat(matched.averagePrecision(new int[] {3, 0})).isNaN();
    }

    @Test
    void aSinglePointIsRejected() {
        List<ImagePair> pairs =
                List.of(new ImagePair("wall", List.of(patch("wall", 0, 1, 0.5)), List.of(patch("wall", 0, 2, 0.5))));

        assertThatThrownBy(() -> evaluate(pairs))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("two points");
    }
}
