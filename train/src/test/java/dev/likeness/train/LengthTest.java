package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import org.junit.jupiter.api.Test;

class LengthTest {
    /** Studies keep the text in their plan and compare it when they are continued. */
    @Test
    void textIsTheOneThatStudiesStore() {
        assertThat(new Length.Steps(400).text()).isEqualTo("400 steps");
        assertThat(new Length.Minutes(5).text()).isEqualTo("5.0 minutes");
        assertThat(new Length.Minutes(0.02).text()).isEqualTo("0.02 minutes");
        assertThat(new Length.Epochs(2).text()).isEqualTo("2.0 epochs");
    }

    @Test
    void onlyStepsAreKnownAndOnlyMinutesLimitTheTime() {
        assertThat(new Length.Steps(400).knownSteps()).hasValue(400);
        assertThat(new Length.Steps(400).timeLimit()).isEmpty();
        assertThat(new Length.Epochs(2).knownSteps()).isEmpty();
        assertThat(new Length.Epochs(2).timeLimit()).isEmpty();
        assertThat(new Length.Minutes(5).knownSteps()).isEmpty();
        assertThat(new Length.Minutes(5).timeLimit()).hasValue(5);
    }

    @Test
    void refusesNoTraining() {
        assertThatThrownBy(() -> new Length.Steps(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Length.Epochs(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Length.Minutes(Double.NaN)).isInstanceOf(InputException.class);
    }
}
