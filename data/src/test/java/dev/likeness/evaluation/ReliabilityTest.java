package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import dev.likeness.data.PicturePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static final Calibration LOG_ODDS = new Calibration(1, 0, 0.5);

    private static ScoredPairs scored(double[] matching, double[] others) {
        List<PicturePair> pairs = new ArrayList<>();
        double[] scores = new double[matching.length + others.length];
        for (int i = 0; i < scores.length; i++) {
            boolean match = i < matching.length;
            pairs.add(Samples.pair("id" + i, match ? "id" + i : "other" + i));
            scores[i] = match ? matching[i] : others[i - matching.length];
        }
        return new ScoredPairs(pairs, scores);
    }

    private static double logOdds(double p) {
        return Math.log(p / (1 - p));
    }

    @Test
    void fourPairsByHand() {
        // stated 0.85 (match), 0.85 (non-match), 0.25 (non-match), 0.25 (match): half of each bin matches
        ScoredPairs four =
                scored(new double[] {logOdds(0.85), logOdds(0.25)}, new double[] {logOdds(0.85), logOdds(0.25)});
        Reliability reliability = Reliability.of(LOG_ODDS, four, 20, 1);
        assertThat(reliability.bins()).hasSize(10);
        Reliability.Bin high = reliability.bins().get(8);
        assertThat(high.pairs()).isEqualTo(2);
        assertThat(high.weight()).isCloseTo(0.5, within(1e-12));
        assertThat(high.said()).isCloseTo(0.85, within(1e-12));
        assertThat(high.matched().value()).isCloseTo(0.5, within(1e-12));
        assertThat(reliability.bins().get(5).pairs()).isZero();
        assertThat(reliability.ece().value()).isCloseTo(0.5 * 0.35 + 0.5 * 0.25, within(1e-12));
        double brier = (0.15 * 0.15 + 0.85 * 0.85 + 0.25 * 0.25 + 0.75 * 0.75) / 4;
        assertThat(reliability.brier().value()).isCloseTo(brier, within(1e-12));
    }

    @Test
    void matchesAreWeightedToThePrior() {
        // With one match in five pairs: 0.2 of the weight is at 0.9, and 0.8 at 0.1.
        ScoredPairs pairs = scored(new double[] {logOdds(0.9)}, new double[] {logOdds(0.1), logOdds(0.1)});
        Calibration rare = new Calibration(1, 0, 0.2);
        Reliability reliability = Reliability.of(rare, pairs, 20, 1);
        assertThat(reliability.prior()).isEqualTo(0.2);
        assertThat(reliability.ece().value()).isCloseTo(0.1, within(1e-12));
        assertThat(reliability.brier().value()).isCloseTo(0.01, within(1e-12));
        assertThat(reliability.bins().get(9).weight()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void theEndsAreInTheOuterBins() {
        Reliability reliability = Reliability.of(LOG_ODDS, scored(new double[] {800}, new double[] {-800}), 20, 1);
        assertThat(reliability.bins().get(0).pairs()).isOne();
        assertThat(reliability.bins().get(9).pairs()).isOne();
        assertThat(reliability.ece().value()).isZero();
        assertThat(reliability.brier().value()).isZero();
    }

    @Test
    void distinguishesAFittedFromAnOverconfidentCalibration() {
        Random random = new Random(1);
        ScoredPairs fitted = scored(Samples.gaussian(random, 4000, 1), Samples.gaussian(random, 4000, 0));
        Calibration calibration = PlattScaling.of(fitted.positives(), fitted.negatives());
        ScoredPairs fresh = scored(Samples.gaussian(random, 4000, 1), Samples.gaussian(random, 4000, 0));
        assertThat(Reliability.of(calibration, fresh, 50, 1).ece().value()).isLessThan(0.02);
        assertThat(Reliability.of(calibration.withPrior(0.1), fresh, 50, 1)
                        .ece()
                        .value())
                .isLessThan(0.02);

        Calibration sure = new Calibration(3 * calibration.slope(), 3 * calibration.offset(), 0.5);
        Rate error = Reliability.of(sure, fresh, 50, 1).ece();
        assertThat(error.low()).isGreaterThan(0.1);
    }
}
