package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Rate;
import dev.likeness.data.Classes;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PairSample;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.error.InputException;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final LabelledPicture X1 = Samples.picture("x", "1", 10);
    private static final LabelledPicture X2 = Samples.picture("x", "2", 12);
    private static final LabelledPicture Y1 = Samples.picture("y", "1", 200);
    private static final LabelledPicture Y2 = Samples.picture("y", "2", 150);
    private static final List<PicturePair> PAIRS = List.of(
            new PicturePair(X1, X2, true),
            new PicturePair(Y1, Y2, true),
            new PicturePair(X1, Y1, false),
            new PicturePair(Y2, X1, false));

    @Test
    void encodesEveryPictureOnce() {
        Samples.Brightness measure = new Samples.Brightness(false);
        List<String> heard = new ArrayList<>();
        ScoredPairs scored = Verification.score(
                measure, PAIRS, (done, total, note) -> heard.add(done + " of " + total + " " + note));
        assertThat(measure.encoded).isEqualTo(4);
        assertThat(scored.scores()).containsExactly(-2, -50, -190, -140);
        assertThat(scored.positives()).containsExactly(-2, -50);
        assertThat(scored.negatives()).containsExactly(-190, -140);
        assertThat(heard).containsExactly("4 of 4 pictures encoded", "4 of 4 pairs compared");
    }

    @Test
    void encodesEachSideIfTheyDiffer() {
        Samples.Brightness measure = new Samples.Brightness(true);
        ScoredPairs scored = Verification.score(measure, PAIRS, Progress.NONE);
        assertThat(measure.encoded).isEqualTo(3 + 4); // a: X1 Y1 Y2; b: X2 Y2 Y1 X1
        assertThat(scored.scores()).containsExactly(-102, -50, -290, -40);
    }

    @Test
    void manyPicturesAreProcessedInBatches() {
        List<PicturePair> pairs = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            pairs.add(new PicturePair(
                    Samples.picture("id" + i, "a", i % 256), Samples.picture("id" + i, "b", (i + 3) % 256), true));
        }
        double[] scores = Verification.score(new Samples.Brightness(false), pairs, Progress.NONE)
                .scores();
        for (int i = 0; i < 700; i++) {
            assertThat(scores[i]).isEqualTo(-Math.abs(i % 256 - (i + 3) % 256));
        }
    }

    @Test
    void figuresAgreeWithTheCurve() {
        Random random = new Random(3);
        ScoredPairs scored = gaussian(60, 5, 1.5, random);
        VerificationResult result = Verification.seeded(1).judge(scored);
        Roc roc = Roc.of(scored.positives(), scored.negatives());
        assertThat(result.pairs()).isEqualTo(600);
        assertThat(result.auc().value()).isCloseTo(roc.auc(), within(1e-12));
        assertThat(result.eer().value()).isCloseTo(roc.eer(), within(1e-12));
        assertThat(result.fpr95().value()).isCloseTo(roc.fpr95(), within(1e-12));
        for (Rate rate : List.of(result.auc(), result.eer(), result.fpr95(), result.accuracy())) {
            assertThat(rate.high() - rate.low()).isBetween(0.01, 0.4);
        }
        double given = Verification.seeded(1).at(0.7).judge(scored).accuracy().value();
        assertThat(given).isCloseTo(roc.accuracyAt(0.7), within(1e-12));
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        ScoredPairs scored = gaussian(20, 3, 1, new Random(4));
        VerificationResult first = Verification.seeded(9).judge(scored);
        assertThat(Verification.seeded(9).judge(scored)).isEqualTo(first);
        assertThat(Verification.seeded(10).judge(scored)).isNotEqualTo(first);
    }

    @Test
    void crossFittedAccuracyIsNotOptimistic() {
        // Uninformative scores: the best threshold of the same pairs always has an accuracy above one half.
        double crossFitted = 0;
        double optimistic = 0;
        for (int seed = 0; seed < 100; seed++) {
            ScoredPairs scored = gaussian(12, 2, 0, new Random(seed));
            optimistic += Roc.of(scored.positives(), scored.negatives()).bestAccuracy() / 100;
            crossFitted +=
                    new Verification(seed, 1, null).judge(scored).accuracy().value() / 100;
        }
        assertThat(optimistic).isGreaterThan(0.56);
        assertThat(crossFitted).isBetween(0.46, 0.53);
    }

    @Test
    void crossFittedAccuracyFindsTheThreshold() {
        ScoredPairs scored = gaussian(300, 10, 2, new Random(6));
        assertThat(Verification.seeded(1).judge(scored).accuracy().value()).isCloseTo(0.841, within(0.012));
    }

    @Test
    void withoutErrorsTheIntervalHasWidth() {
        ScoredPairs scored = gaussian(20, 3, 100, new Random(7));
        VerificationResult result = Verification.seeded(1).judge(scored);
        assertThat(result.auc()).isEqualTo(Rate.wilson(20, 20));
        assertThat(result.eer()).isEqualTo(Rate.wilson(0, 20));
        assertThat(result.accuracy()).isEqualTo(Rate.wilson(20, 20));
    }

    @Test
    void twoIdentitiesAreEnough() {
        ScoredPairs scored = Verification.score(new Samples.Brightness(false), PAIRS, Progress.NONE);
        VerificationResult result = Verification.seeded(1).judge(scored);
        assertThat(result.auc().value()).isEqualTo(1);
        assertThat(result.accuracy().value()).isEqualTo(1);
    }

    @Test
    void rejectsInvalidPairs() {
        ScoredPairs matching = new ScoredPairs(PAIRS.subList(0, 2), new double[] {1, 2});
        assertThatThrownBy(() -> Verification.seeded(1).judge(matching))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 matching of 2");
        assertThatThrownBy(() -> new ScoredPairs(PAIRS, new double[] {1, 2, Double.NaN, 4}))
                .hasMessageContaining("x/1 and y/1 is NaN");
        assertThatThrownBy(() -> new ScoredPairs(PAIRS, new double[3])).hasMessageContaining("3 scores for 4 pairs");
        assertThatThrownBy(() -> new Verification(1, 0, null)).isInstanceOf(IllegalArgumentException.class);
        PictureCodes codes = PictureCodes.ofPairs(new Samples.Brightness(true), PAIRS.subList(0, 1), Progress.NONE);
        assertThatThrownBy(() -> codes.compare(new Samples.Brightness(true), PAIRS, Progress.NONE))
                .hasMessage("y/1 was not encoded on side A");
    }

    @Test
    void aDataSetWithFewMatchesReportsTheShortfall() {
        MeasureUnderTest tested = MeasureUnderTest.skippingNone(new Samples.Brightness(false), Progress.NONE);
        Classes data = Classes.of("data", List.of(X1, X2, Y1, Y2));

        VerificationOutcome outcome = Verification.seeded(1).evaluate(tested, data, 100);

        assertThat(outcome.shortfall()).isEqualTo(new PairSample.Shortfall(100, 4, 2));
        assertThat(outcome.result().pairs()).isEqualTo(4);
        assertThat(outcome.result()).isEqualTo(Verification.seeded(1).judge(outcome.scored()));
        assertThat(outcome.by().keySet()).isEqualTo(tested.measure().readings().keySet());
        assertThat(Verification.seeded(1).evaluate(tested, data, 4).shortfall()).isNull();
    }

    @Test
    void declaredPairsAreVerifiedUnchanged() {
        MeasureUnderTest tested = MeasureUnderTest.skippingNone(new Samples.Brightness(false), Progress.NONE);
        Pairs data = Pairs.of("pairs.csv", PicturePair.pictures(PAIRS), PAIRS, Map.of());

        assertThat(Verification.seeded(1).evaluate(tested, data, 100).scored().pairs())
                .isEqualTo(PAIRS);
        Pairs matches = Pairs.of("pairs.csv", List.of(X1, X2), List.of(new PicturePair(X1, X2, true)), Map.of());
        assertThatThrownBy(() -> Verification.seeded(1).evaluate(tested, matches, 100))
                .isInstanceOf(InputException.class)
                .hasMessage("pairs.csv: 1 of 1 pairs match; verification needs matches and non-matches; add pairs");
    }

    private static ScoredPairs gaussian(int identities, int perIdentity, double shift, Random random) {
        List<PicturePair> pairs = Samples.pairs(identities, perIdentity, random);
        double[] scores = new double[pairs.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextGaussian() + (pairs.get(i).match() ? shift : 0);
        }
        return new ScoredPairs(pairs, scores);
    }
}
