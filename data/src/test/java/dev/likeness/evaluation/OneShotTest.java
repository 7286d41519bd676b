package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Rate;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OneShotTest {
    private static final LabelledPicture DARK = Samples.picture("dark", "1", 10);
    private static final LabelledPicture GREY = Samples.picture("grey", "1", 100);
    private static final LabelledPicture LIGHT = Samples.picture("light", "1", 200);
    private static final List<LabelledPicture> GALLERY = List.of(DARK, GREY, LIGHT);

    private static OneShotTrial trial(int brightness, int answer, String run) {
        return new OneShotTrial(Samples.picture("query", "q" + brightness, brightness), GALLERY, answer, run);
    }

    @Test
    void countsCorrectAnswersOfEachReading() {
        List<OneShotTrial> trials = List.of(
                trial(20, 0, "r1"), // right
                trial(190, 1, "r1"), // wrong: light is closer
                trial(55, 0, "r1"), // dark and grey tie at 45: wrong
                trial(220, 0, "r1")); // wrong, but correct in reverse
        Samples.Brightness measure = new Samples.Brightness(false);
        OneShotResult result = OneShot.evaluate(measure, trials, Progress.NONE);
        assertThat(measure.encoded).isEqualTo(3 + 4);
        assertThat(result.trials()).isEqualTo(4);
        assertThat(result.correct()).isEqualTo(1);
        assertThat(result.accuracy()).isEqualTo(Rate.wilson(1, 4));
        assertThat(result.by()).containsOnlyKeys("constant", "reversed");
        assertThat(result.by().get("constant")).isEqualTo(Rate.wilson(0, 4));
        assertThat(result.by().get("reversed")).isEqualTo(Rate.wilson(1, 4));
    }

    @Test
    void differentRunsWidenTheInterval() {
        List<OneShotTrial> trials = new ArrayList<>();
        boolean[] right = new boolean[40];
        boolean[] even = new boolean[40];
        for (int i = 0; i < 40; i++) {
            trials.add(trial(0, 0, "run" + i / 10));
            right[i] = i < 20; // two runs all correct, two all wrong
            even[i] = i % 2 == 0; // every run half correct
        }
        Rate clustered = OneShot.accuracy(right, trials);
        // Squared excess (10 * 0.5)^2 = 25 in each of 4 runs: 4/3 * 100 / 1600 = 1/12, against 0.25/40: 13.33 times.
        double widened = Math.pow(3.182446 / Rate.Z, 2); // t of 3 degrees of freedom
        Rate expected = Rate.wilsonOf(0.5, 40 / (13.333333 * widened));
        assertThat(clustered.low()).isCloseTo(expected.low(), within(1e-4));
        assertThat(clustered.high()).isCloseTo(expected.high(), within(1e-4));
        assertThat(OneShot.accuracy(even, trials)).isEqualTo(Rate.wilson(20, 40));
    }

    @Test
    void quantilesAgreeWithStudentsTable() {
        assertThat(StudentT.twoSided95(1)).isCloseTo(12.7062047362, within(1e-9));
        assertThat(StudentT.twoSided95(2)).isCloseTo(4.3026527297, within(1e-9));
        assertThat(StudentT.twoSided95(19)).isCloseTo(2.0930240544, within(1e-9));
        assertThat(StudentT.twoSided95(1000)).isCloseTo(1.9623390808, within(1e-9));
        assertThat(StudentT.twoSided95(10_000)).isCloseTo(1.9602012399, within(1e-9));
        assertThat(StudentT.twoSided95(1_000_000)).isCloseTo(Rate.Z, within(3e-6));
    }

    @Test
    void intervalsCoverTheTruth() {
        for (double spread : new double[] {0, 0.08}) {
            Random random = new Random(1);
            int covered = 0;
            for (int world = 0; world < 1000; world++) {
                List<OneShotTrial> trials = new ArrayList<>();
                boolean[] right = new boolean[400];
                double ofRun = 0;
                for (int i = 0; i < 400; i++) {
                    if (i % 20 == 0) {
                        ofRun = 0.85 + spread * (random.nextDouble() * 2 - 1) * Math.sqrt(3);
                    }
                    trials.add(trial(0, 0, "run" + i / 20));
                    right[i] = random.nextDouble() < ofRun;
                }
                Rate rate = OneShot.accuracy(right, trials);
                covered += rate.low() <= 0.85 && 0.85 <= rate.high() ? 1 : 0;
            }
            assertThat(covered / 1000.0).as("spread %s", spread).isBetween(0.93, 0.985);
        }
    }

    @Test
    void noErrorsGiveAnIntervalWithWidth() {
        List<OneShotTrial> trials = List.of(trial(20, 0, "r1"), trial(30, 0, "r2"));
        assertThat(OneShot.evaluate(new Samples.Brightness(false), trials, Progress.NONE)
                        .accuracy())
                .isEqualTo(Rate.wilson(2, 2));
    }

    @Test
    void rejectsInvalidTrials() {
        Samples.Brightness measure = new Samples.Brightness(false);
        assertThatThrownBy(() -> OneShot.evaluate(measure, List.of(), Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> OneShot.evaluate(measure, List.of(trial(1, 3, "r")), Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number 3, in a gallery of 3");
    }
}
