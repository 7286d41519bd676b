package dev.likeness.study.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.calibration.Rate;
import dev.likeness.progress.Progress;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.statistics.Hierarchy.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HierarchyTest {
    private static final int IDENTITIES = 40;
    private final Hierarchy hierarchy = new Hierarchy(1);

    private static List<SampledFigure> auc(SimulatedStudy study, List<RunScores> runs, int resamples) {
        return new Resampling(study.pairs, List.of(), 5, resamples)
                .of(runs, Progress.NONE).stream()
                        .map(figures -> Objects.requireNonNull(figures.get(Figure.AUC)))
                        .toList();
    }

    /** The difference of two contenders with three seeds each. */
    private PairedDifference gap(SimulatedStudy study, double skillOfA, double skillOfB, double ofSeed, int resamples) {
        List<RunScores> runs = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            runs.add(study.run(skillOfA, ofSeed));
        }
        for (int s = 0; s < 3; s++) {
            runs.add(study.run(skillOfB, ofSeed));
        }
        List<SampledFigure> sampled = auc(study, runs, resamples);
        return hierarchy.difference(sampled.subList(0, 3), sampled.subList(3, 6), IDENTITIES);
    }

    /**
     * For equal contenders the rate of false positives at level 0.05 is at most 0.05, within four standard deviations,
     * whether runs differ much or not at all: the test accounts for the larger error of a mean of three runs.
     */
    @ParameterizedTest
    @CsvSource({"0", "0.1", "0.5"})
    void equalContendersAreRarelySignificant(double ofSeed) {
        int simulations = 300;
        int significant = 0;
        int held = 0;
        for (int i = 0; i < simulations; i++) {
            PairedDifference gap = gap(new SimulatedStudy(1000 + i), 1, 1, ofSeed, 100);
            significant += Objects.requireNonNull(gap.p()) < 0.05 ? 1 : 0;
            held += gap.low() <= 0 && 0 <= gap.high() ? 1 : 0;
        }
        double chance = 4 * Math.sqrt(0.05 * 0.95 / simulations);
        assertThat((double) significant / simulations).isLessThan(0.05 + chance);
        assertThat((double) held / simulations).isGreaterThan(0.95 - chance);
    }

    /** At the level of the verdicts; three seeds have too few degrees of freedom for a smaller one. */
    @Test
    void aLargeDifferenceIsSignificant() {
        int found = 0;
        for (int i = 0; i < 20; i++) {
            PairedDifference gap = gap(new SimulatedStudy(i), 2, 1, 0.05, 200);
            found += gap.value() > 0 && gap.low() > 0 && Objects.requireNonNull(gap.p()) < 0.05 ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(19);
    }

    @Test
    void fewerThanThreeSeedsGiveNoPValue() {
        SimulatedStudy study = new SimulatedStudy(3);
        List<SampledFigure> two = auc(study, List.of(study.run(2, 0.1), study.run(1, 0.1)), 50);

        PairedDifference one = hierarchy.difference(two.subList(0, 1), two.subList(1, 2), IDENTITIES);

        assertThat(one.p()).isNull();
        assertThat(one.low()).isLessThan(one.value());
        assertThat(one.value()).isEqualTo(two.get(0).value() - two.get(1).value());
    }

    @Test
    void aFixedMeasureIsPairedWithEverySeed() {
        SimulatedStudy study = new SimulatedStudy(4);
        List<SampledFigure> all =
                auc(study, List.of(study.run(2, 0.1), study.run(2, 0.1), study.run(2, 0.1), study.run(0.5, 0)), 200);

        PairedDifference gap = hierarchy.difference(all.subList(3, 4), all.subList(0, 3), IDENTITIES);

        double mean = (all.get(0).value() + all.get(1).value() + all.get(2).value()) / 3;
        assertThat(gap.value()).isCloseTo(all.get(3).value() - mean, Offset.offset(1e-12));
        assertThat(gap.p()).isNotNull().isLessThan(0.01);
    }

    @Test
    void identicalScoresDoNotDiffer() {
        SimulatedStudy study = new SimulatedStudy(5);
        List<SampledFigure> one = auc(study, List.of(study.run(1, 0), study.run(1, 0), study.run(1, 0)), 50);

        assertThat(hierarchy.difference(one, one, IDENTITIES)).isEqualTo(new PairedDifference(0, 0, 0, 1.0));
    }

    @Test
    void differentSeedsWidenTheIntervalOfARate() {
        SimulatedStudy study = new SimulatedStudy(6);
        List<SampledFigure> alike = auc(study, List.of(study.run(1, 0), study.run(1, 0), study.run(1, 0)), 400);
        List<SampledFigure> unlike = auc(study, List.of(study.run(0.4, 0), study.run(1, 0), study.run(1.6, 0)), 400);

        Rate narrow = hierarchy.rate(alike, IDENTITIES);
        Rate wide = hierarchy.rate(unlike, IDENTITIES);

        assertThat(wide.high() - wide.low()).isGreaterThan(1.5 * (narrow.high() - narrow.low()));
        assertThat(narrow.value())
                .isCloseTo(
                        alike.stream()
                                .mapToDouble(SampledFigure::value)
                                .average()
                                .orElseThrow(),
                        Offset.offset(1e-12));
    }
}
