package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Gain;
import dev.likeness.data.LabelledPicture;
import dev.likeness.measure.PairScoring;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortlistRankingTest {
    /** Average precision and first place of a ranking in two stages without ties, by sorting. */
    private static QueryQuality reference(double[] cheap, double[] better, boolean[] matches, int size) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, cheap.length).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> -cheap[i]));
        order.subList(0, Math.min(size, order.size())).sort(Comparator.comparingDouble(i -> -better[i]));
        double sum = 0;
        int found = 0;
        for (int rank = 1; rank <= order.size(); rank++) {
            if (matches[order.get(rank - 1)]) {
                sum += (double) ++found / rank;
            }
        }
        return new QueryQuality(sum / found, matches[order.get(0)]);
    }

    @Test
    void qualitiesAreThoseOfASortedList() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int n = 2 + random.nextInt(30);
            double[] cheap = random.doubles(n).toArray();
            double[] better = random.doubles(n).toArray();
            boolean[] matches = new boolean[n];
            for (int i = 0; i < n; i++) {
                matches[i] = random.nextInt(4) == 0;
            }
            matches[random.nextInt(n)] = true;
            int size = 1 + random.nextInt(35);
            QueryQuality expected = reference(cheap, better, matches, size);
            ShortlistRanking ranking = new ShortlistRanking(cheap, matches, size);
            assertThat(ranking.shortlist()).hasSize(Math.min(n, size));
            assertThat(ranking.quality(better).precision()).isCloseTo(expected.precision(), within(1e-12));
            assertThat(ranking.quality(better).first()).isEqualTo(expected.first());
        }
    }

    @Test
    void tiesArePessimistic() {
        double[] cheap = {1, 1, 1, 0};
        boolean[] matches = {true, false, false, false};
        ShortlistRanking ranking = new ShortlistRanking(cheap, matches, 2);
        assertThat(ranking.shortlist()).containsExactly(1, 2); // the match does not enter before the others
        assertThat(ranking.quality(new double[] {9, 0, 0, 0})).isEqualTo(new QueryQuality(1 / 3.0, false));
        assertThat(new ShortlistRanking(cheap, matches, 9).quality(new double[] {5, 5, 1, 1}))
                .isEqualTo(new QueryQuality(1 / 2.0, false));
    }

    /** The brightness, with a coarse version of it as the embedding. */
    private static RetrievalResult evaluate(List<LabelledPicture> pictures, int step) {
        Samples.Brightness measure = new Samples.Brightness(false) {
            @Override
            public Map<String, PairScoring> readings() {
                return Map.of(EMBEDDING, (a, b) -> {
                    double[] scores = compare(a, b);
                    for (int i = 0; i < scores.length; i++) {
                        scores[i] = Math.floor(scores[i] / step);
                    }
                    return scores;
                });
            }
        };
        return Retrieval.seeded(1).evaluate(measure, pictures, Progress.NONE);
    }

    private static List<LabelledPicture> pictures(int identities) {
        Random random = new Random(3);
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int i = 0; i < identities; i++) {
            int middle = random.nextInt(240);
            for (int k = 0; k < 3; k++) {
                pictures.add(Samples.picture("id" + i, i + "-" + k, middle + random.nextInt(8)));
            }
        }
        return pictures;
    }

    @Test
    void theWholeScoreGainsWhatItRanksBetter() {
        RetrievalResult result = evaluate(pictures(60), 12);
        assertThat(result.gains()).extracting(RetrievalGain::shortlist).containsExactly(RetrievalGain.ALL, 50, 100);
        RetrievalGain whole = result.gains().get(0);
        double byEmbedding =
                Objects.requireNonNull(result.by().get("embedding")).map().value();
        assertThat(whole.map().value()).isCloseTo(result.figures().map().value() - byEmbedding, within(1e-12));
        assertThat(whole.map().aboveZero()).isTrue();
        for (RetrievalGain gain : result.gains()) {
            assertThat(gain.map().low()).isLessThan(gain.map().value());
            assertThat(gain.map().high()).isGreaterThan(gain.map().value());
            assertThat(gain.recallAt1().value()).isBetween(-1.0, 1.0);
        }
        assertThat(result.gains().get(1).map().value())
                .isPositive()
                .isLessThanOrEqualTo(whole.map().value() + 1e-12);
    }

    @Test
    void aScoreThatIsItsEmbeddingGainsNothing() {
        for (RetrievalGain gain : evaluate(pictures(60), 1).gains()) {
            assertThat(gain.map().value()).isZero();
            assertThat(gain.map().aboveZero()).isFalse();
            assertThat(gain.map().high()).isPositive(); // 60 identities do not show that there is none
        }
    }

    @Test
    void aMeasureWithoutAnEmbeddingHasNoGains() {
        assertThat(Retrieval.seeded(1)
                        .evaluate(new Samples.Brightness(false), pictures(5), Progress.NONE)
                        .gains())
                .isEmpty();
    }

    @Test
    void pairedIntervalsAreNarrowIfAllQueriesGainTheSame() {
        PairedQualities paired = new PairedQualities(40);
        Random random = new Random(5);
        for (int query = 0; query < 200; query++) {
            double precision = 0.2 + 0.6 * random.nextDouble();
            paired.add(
                    query % 40, new QueryQuality(precision, false), new QueryQuality(precision + 0.1, query % 4 == 0));
        }
        RetrievalGain gain = paired.gain(50, 1, 500);
        assertThat(gain.map().value()).isCloseTo(0.1, within(1e-12));
        assertThat(gain.recallAt1().value()).isCloseTo(0.25, within(1e-12));
        Gain firsts = gain.recallAt1();
        assertThat(firsts.low()).isBetween(0.05, 0.2); // a quarter of 40 identities
        assertThat(firsts.high()).isBetween(0.3, 0.45);
    }
}
