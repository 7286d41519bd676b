package dev.likeness.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void wilsonKnownValues() {
        Rate eightOfTen = Rate.wilson(8, 10);
        assertThat(eightOfTen.value()).isEqualTo(0.8);
        assertThat(eightOfTen.low()).isCloseTo(0.490162, within(1e-6));
        assertThat(eightOfTen.high()).isCloseTo(0.943318, within(1e-6));
    }

    @Test
    void wilsonSolvesItsOwnEquation() {
        // Wilson's ends are the p at which the observed share lies exactly z standard deviations away.
        for (int successes = 1; successes < 37; successes++) {
            Rate rate = Rate.wilson(successes, 37);
            for (double p : new double[] {rate.low(), rate.high()}) {
                double deviations = Math.abs(rate.value() - p) / Math.sqrt(p * (1 - p) / 37);
                assertThat(deviations).isCloseTo(Rate.Z, within(1e-9));
            }
        }
    }

    @Test
    void wilsonAtTheEnds() {
        double z2 = Rate.Z * Rate.Z;
        assertThat(Rate.wilson(0, 10).low()).isZero();
        assertThat(Rate.wilson(0, 10).high()).isCloseTo(z2 / (10 + z2), within(1e-12));
        assertThat(Rate.wilson(10, 10).high()).isEqualTo(1);
        assertThat(Rate.wilson(10, 10).low()).isCloseTo(10 / (10 + z2), within(1e-12));
        assertThat(Rate.wilson(1_000_000_000L, 1_000_000_000L).high()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThatThrownBy(() -> Rate.wilson(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rate.wilson(3, 2)).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> Rate.wilson(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(0.5, 0.6, 0.7)).hasMessageContaining("low 0.6");
        assertThatThrownBy(() -> new Rate(Double.NaN, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
