package dev.likeness.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
    private static Verdict verdict(double prior, @Nullable Double rate, boolean certified) {
        return new Verdict("signs", -3.4277, 0.84, prior, false, 4.5755, rate, certified);
    }

    @Test
    void theProbabilityIsThatOfAMatch() {
        assertThat(VerdictText.headline(verdict(0.5, 0.01, false), OperatingPoint.USUAL))
                .isEqualTo("no match: probability of a match 0.8400, at an estimated 1 % false matches");
        assertThat(VerdictText.headline(verdict(0.001, 0.01, true), new OperatingPoint(null, 0.001)))
                .isEqualTo("no match: probability of a match 0.8400 where 0.1 % of pairs match,"
                        + " at most 1 % false matches");
        assertThat(VerdictText.detail(verdict(0.5, 0.01, true)))
                .isEqualTo("score -3.428, a match from 4.576 on, model signs");
    }

    @Test
    void anotherRateThanTheDefaultIsNamed() {
        String instead = " (no threshold for the default 1 %)";

        assertThat(VerdictText.rate(0.1, false, OperatingPoint.USUAL))
                .isEqualTo("at an estimated 10 % false matches" + instead);
        assertThat(VerdictText.rate(null, false, OperatingPoint.USUAL)).isEqualTo("at even odds" + instead);
        assertThat(VerdictText.rate(0.1, false, OperatingPoint.atFalseMatchRate(0.1)))
                .isEqualTo("at an estimated 10 % false matches");
    }
}
