package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.data.CalibrationPairs;
import dev.likeness.data.LabelledPicture;
import dev.likeness.evaluation.FalseMatchCheck.Finding;
import dev.likeness.evaluation.FalseMatchCheck.Measurement;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    /** Identities with a brightness and noisy pictures of them: close ones are confused with each other. */
    private static List<LabelledPicture> pictures(String prefix, int identities, Random random) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int i = 0; i < identities; i++) {
            int brightness = 20 + random.nextInt(216);
            for (int k = 0; k < 4; k++) {
                int off = (int) Math.round(5 * random.nextGaussian());
                pictures.add(Samples.picture(prefix + i, "p" + k, Math.max(0, Math.min(255, brightness + off))));
            }
        }
        return pictures;
    }

    private static CalibrationFit fit(List<LabelledPicture> pictures, long seed) {
        return CalibrationFit.of(
                MeasureUnderTest.skippingNone(new Samples.Brightness(false), Progress.NONE),
                CalibrationPairs.draw(pictures, 4000, seed),
                0.5,
                seed);
    }

    @Test
    void statedRatesHoldOnNewIdentities() {
        int held = 0;
        int fits = 30;
        for (int i = 0; i < fits; i++) {
            Random random = new Random(100 + i);
            CalibrationFit fit = fit(pictures("a", 800, random), 7);
            Threshold ten = fit.thresholds().get(0);
            Threshold one = fit.thresholds().get(1);
            assertThat(ten.threshold()).isNotNull();
            assertThat(one.threshold()).isNotNull(); // 400 independent pairs; 299 are enough
            assertThat(fit.thresholds().get(2).threshold()).isNull();
            assertThat(fit.thresholds().get(2).pairs()).isEqualTo(400);
            assertThat(one.threshold()).isGreaterThan(ten.threshold());

            List<LabelledPicture> others = pictures("b", 800, random);
            ScoredPairs fresh = Verification.score(
                    new Samples.Brightness(false),
                    CalibrationPairs.draw(others, 4000, 3).all(),
                    Progress.NONE);
            Measurement measured = measurement(FalseMatchCheck.of(ten, fresh, 1));
            assertThat(measured.certified()).isTrue();
            held += measured.finding() == Finding.HELD ? 1 : 0;
            assertThat(measured.rate().value()).isBetween(0.04, 0.14);
            assertThat(Reliability.of(fit.calibration(), fresh, 20, 1).ece().value())
                    .isLessThan(0.06); // the scores are not Gaussian, so that the logistic curve is an approximation
        }
        assertThat(held).isGreaterThanOrEqualTo(fits * 8 / 10);
    }

    @Test
    void theEstimateIsRecordedWithItsInterval() {
        CalibrationFit fit = fit(pictures("a", 40, new Random(1)), 7);
        Threshold ten = fit.thresholds().get(0);
        assertThat(ten.threshold()).isNull(); // 20 independent pairs
        Threshold.Estimate estimate = Objects.requireNonNull(ten.estimate());
        Rate measured = estimate.measured();
        assertThat(measured.value()).isLessThanOrEqualTo(0.1);
        assertThat(measured.low()).isLessThan(measured.value());
        assertThat(measured.high()).isGreaterThan(measured.value());
        assertThat(estimate.pairs()).isEqualTo(fit.scored().negatives().length);
    }

    /** The highest of 29 independent scores can exceed the score that 1 % of all pairs reach. */
    @Test
    void aStricterRateNeverAcceptsMore() {
        boolean raised = false;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<Double> thresholds = fit(pictures("a", 60, random), seed).thresholds().stream()
                    .map(Threshold::choose)
                    .filter(Objects::nonNull)
                    .map(Threshold.Chosen::threshold)
                    .toList();
            assertThat(thresholds).isSorted().hasSizeGreaterThanOrEqualTo(2);
            raised |= thresholds.get(0).equals(thresholds.get(1));
        }
        assertThat(raised).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameFit() {
        List<LabelledPicture> pictures = pictures("a", 60, new Random(1));
        assertThat(fit(pictures, 7).thresholds()).isEqualTo(fit(pictures, 7).thresholds());
    }

    @Test
    void aStatedRateIsBrokenOnHarderPictures() {
        CalibrationFit fit = fit(pictures("a", 800, new Random(1)), 7);
        Random random = new Random(2);
        List<LabelledPicture> alike = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int brightness = 100 + random.nextInt(20);
            alike.add(Samples.picture("c" + i, "1", brightness));
            alike.add(Samples.picture("c" + i, "2", brightness + 2));
        }
        ScoredPairs scored = Verification.score(
                new Samples.Brightness(false),
                CalibrationPairs.draw(alike, 1000, 3).all(),
                Progress.NONE);
        Measurement measured = measurement(FalseMatchCheck.of(fit.thresholds().get(0), scored, 1));
        assertThat(measured.finding()).isEqualTo(Finding.BROKEN);
        assertThat(Finding.of(0.1, new Rate(0.12, 0.09, 0.15))).isEqualTo(Finding.WITHIN_CHANCE);
    }

    private static Measurement measurement(FalseMatchCheck check) {
        return Objects.requireNonNull(check.measurement());
    }
}
