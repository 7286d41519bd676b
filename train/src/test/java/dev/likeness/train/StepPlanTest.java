package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.error.InputException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepPlanTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "1200", "1200,1100@300", "1200,1100@300,1300@310"})
    void itsTextGivesTheSamePlan(String text) {
        assertThat(StepPlan.parse(text).text()).isEqualTo(text);
        assertThat(StepPlan.parse(StepPlan.parse(text).text())).isEqualTo(StepPlan.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-5",
                "1.5",
                "x",
                "10,",
                "10,20",
                "10@2",
                "10,5@5",
                "10,20@10",
                "10,20@4,30@4",
                "10,20@6,30@5"
            })
    void otherTextsAreErrors(String text) {
        assertThatThrownBy(() -> StepPlan.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageMatching("(?s).*(allowed|give).*");
    }

    @Test
    void theShareRisesLinearlyBetweenChanges() {
        StepPlan plan = StepPlan.parse("100,50@20");
        assertThat(plan.steps()).isEqualTo(50);
        assertThat(plan.share(10, 0)).isEqualTo(0.1);
        assertThat(plan.share(20, 0)).isEqualTo(0.2);
        assertThat(plan.share(35, 0)).isCloseTo(0.6, within(1e-12)); // half of what was left
        assertThat(plan.share(50, 0)).isEqualTo(1);
        assertThat(plan.share(20, 10)).isCloseTo(10 / 90.0, within(1e-12));
    }

    @Test
    void aChangeChangesNothingBefore() {
        StepPlan before = StepPlan.of(1000);
        StepPlan after = before.changed(400, 700);
        for (long step = 101; step <= 400; step++) {
            assertThat(after.share(step, 100)).isEqualTo(before.share(step, 100));
            assertThat(after.endsPart(step, 8)).isEqualTo(before.endsPart(step, 8));
        }
    }

    @Test
    void theRunHasTheWantedPartsAndTheLastEndsWithIt() {
        for (String text : new String[] {"1000", "1003", "1003,700@375", "1003,700@375,2001@501", "17,90@3"}) {
            StepPlan plan = StepPlan.parse(text);
            long parts = LongStream.rangeClosed(1, plan.steps())
                    .filter(step -> plan.endsPart(step, 8))
                    .count();
            assertThat(parts).as(text).isEqualTo(8);
            assertThat(plan.endsPart(plan.steps(), 8)).as(text).isTrue();
        }
    }

    @Test
    void withoutChangesThePartsAreThoseOfWholeNumbers() {
        StepPlan plan = StepPlan.of(1299);
        for (long step = 1; step <= 1299; step++) {
            assertThat(plan.endsPart(step, 8)).isEqualTo(step * 8 / 1299 > (step - 1) * 8 / 1299);
        }
    }
}
