package dev.likeness.study.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.evaluation.Roc;
import dev.likeness.evaluation.ScoredPairs;
import dev.likeness.progress.Progress;
import dev.likeness.study.outcome.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private final SimulatedStudy study = new SimulatedStudy(1);
    private final RunScores run = study.run(1, 0);

    @Test
    void valueIsTheFigureOnAllPairs() {
        Map<Figure, SampledFigure> figures = new Resampling(study.pairs, List.of(), 1, 10)
                .of(List.of(run), Progress.NONE)
                .get(0);
        ScoredPairs scored = new ScoredPairs(study.pairs, run.scores());
        Roc roc = Roc.of(scored.positives(), scored.negatives());

        assertThat(figures).containsOnlyKeys(Figure.AUC, Figure.EER, Figure.FPR95);
        assertThat(value(figures, Figure.AUC)).isCloseTo(roc.auc(), Offset.offset(1e-12));
        assertThat(value(figures, Figure.EER)).isCloseTo(roc.eer(), Offset.offset(1e-12));
        assertThat(value(figures, Figure.FPR95)).isCloseTo(roc.fpr95(), Offset.offset(1e-12));
    }

    private static double value(Map<Figure, SampledFigure> figures, Figure name) {
        SampledFigure sampled = figures.get(name);
        assertThat(sampled).as(name.word()).isNotNull();
        return sampled == null ? Double.NaN : sampled.value();
    }

    @Test
    void allRunsShareTheDrawsAndTheSeedReproducesThem() {
        Resampling resampling = new Resampling(study.pairs, List.of(), 7, 20);
        List<Map<Figure, SampledFigure>> twice = resampling.of(List.of(run, run), Progress.NONE);
        List<Map<Figure, SampledFigure>> again =
                new Resampling(study.pairs, List.of(), 7, 20).of(List.of(run), Progress.NONE);
        List<Map<Figure, SampledFigure>> other =
                new Resampling(study.pairs, List.of(), 8, 20).of(List.of(run), Progress.NONE);

        assertThat(replicates(twice.get(0))).containsExactly(replicates(twice.get(1)));
        assertThat(replicates(again.get(0))).containsExactly(replicates(twice.get(0)));
        assertThat(replicates(other.get(0))).isNotEqualTo(replicates(twice.get(0)));
        assertThat(Arrays.stream(replicates(twice.get(0))).distinct().count()).isGreaterThan(15);
    }

    private static double[] replicates(Map<Figure, SampledFigure> figures) {
        SampledFigure sampled = figures.get(Figure.AUC);
        return sampled == null ? new double[0] : sampled.replicates();
    }

    @Test
    void drawsTrialsByOneShotRun() {
        boolean[] right = new boolean[20];
        Arrays.fill(right, 0, 5, true); // one run of four is all right, the others all wrong
        RunScores answers = RunScores.of(run.scores(), right);
        Resampling resampling = new Resampling(study.pairs, SimulatedStudy.trials(20), 3, 200);
        SampledFigure oneShot =
                resampling.of(List.of(answers), Progress.NONE).get(0).get(Figure.ONE_SHOT);

        assertThat(resampling.units(Figure.ONE_SHOT)).isEqualTo(4);
        assertThat(resampling.units(Figure.AUC)).isEqualTo(40);
        assertThat(oneShot).isNotNull();
        if (oneShot != null) {
            assertThat(oneShot.value()).isEqualTo(0.25);
            double[] distinct = Arrays.stream(oneShot.replicates()).distinct().toArray();
            assertThat(distinct).hasSizeBetween(3, 5);
            for (double one : distinct) {
                assertThat(4 * one).isEqualTo(Math.rint(4 * one));
            }
        }
    }
}
