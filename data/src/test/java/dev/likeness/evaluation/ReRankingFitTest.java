package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Gain;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.measure.PairScoring;
import dev.likeness.model.ReRanking;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReRankingFitTest {
    /** The brightness, with a coarse version of it as the embedding. */
    private static Samples.Brightness coarse(int step) {
        return new Samples.Brightness(false) {
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

    private static ReRanking fitted(Samples.Brightness measure, List<LabelledPicture> pictures) {
        return ReRankingFit.of(MeasureUnderTest.skippingNone(measure, Progress.NONE), pictures, "drawn", 1)
                .orElseThrow();
    }

    private static double width(ReRanking found) {
        Gain gain = Objects.requireNonNull(found.mapGain());
        return gain.high() - gain.low();
    }

    @Test
    void ofManyPicturesAPartAreQueries() {
        List<LabelledPicture> pictures = pictures(60);
        ReRanking all = fitted(coarse(12), pictures);
        ReRanking part = ReRankingFit.of(
                        MeasureUnderTest.skippingNone(coarse(12), Progress.NONE), pictures, "drawn", 1, 30)
                .orElseThrow();
        assertThat(all.identities()).isEqualTo(60);
        assertThat(part.identities()).isBetween(15L, 30L);
        assertThat(width(part)).isGreaterThan(width(all));
    }

    @Test
    void theGainIsThatOfTheRetrievalProtocol() {
        List<LabelledPicture> pictures = pictures(60);
        ReRanking found = fitted(coarse(12), pictures);
        RetrievalGain expected = Retrieval.seeded(1)
                .evaluate(coarse(12), pictures, Progress.NONE)
                .gains()
                .get(1);
        assertThat(expected.shortlist()).isEqualTo(50);
        assertThat(Objects.requireNonNull(found.mapGain()).value())
                .isCloseTo(expected.map().value(), within(1e-12));
        assertThat(found.on()).isTrue();
        assertThat(found.identities()).isEqualTo(60);
        assertThat(found.data()).isEqualTo("drawn");
    }

    @Test
    void aScoreThatGainsNothingTurnsItOff() {
        assertThat(fitted(coarse(1), pictures(60)).on()).isFalse();
    }

    @Test
    void tooFewIdentitiesAndMeasuresWithoutAnEmbeddingAreNotMeasured() {
        MeasureUnderTest tested = MeasureUnderTest.skippingNone(coarse(12), Progress.NONE);
        assertThat(ReRankingFit.of(tested, pictures(19), "drawn", 1)).isEmpty();
        assertThat(ReRankingFit.of(tested, List.of(), "drawn", 1)).isEmpty();
        MeasureUnderTest other = MeasureUnderTest.skippingNone(new Samples.Brightness(false), Progress.NONE);
        assertThat(ReRankingFit.of(other, pictures(60), "drawn", 1)).isEmpty();
    }

    @Test
    void theMeanAveragePrecisionOfPairsIsThatOfTheRetrievalProtocol() {
        List<LabelledPicture> pictures = pictures(30);
        List<PicturePair> pairs = AveragePrecision.pairs(pictures);
        assertThat(pairs).hasSize(90 * 89);
        Samples.Brightness measure = coarse(12);
        ScoredPairs scored = PictureCodes.ofPairs(measure, pairs, Progress.NONE).compare(measure, pairs, Progress.NONE);
        assertThat(AveragePrecision.mean(scored))
                .isCloseTo(
                        Retrieval.seeded(1)
                                .evaluate(measure, pictures, Progress.NONE)
                                .figures()
                                .map()
                                .value(),
                        within(1e-12));
        assertThat(AveragePrecision.isPossible(pictures.subList(0, 3))).isFalse();
    }
}
