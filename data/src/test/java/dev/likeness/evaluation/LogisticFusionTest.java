package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.LogisticFusion;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticFusionTest {
    private static final int PAIRS = 40_000;

    private final boolean[] matches = new boolean[PAIRS];
    private final double[] heads = new double[PAIRS];
    private final double[] cosines = new double[PAIRS];

    /** Independent normal features: the best weight of each is shift / variance. */
    private void draw(double headShift, double cosineShift) {
        Random random = new Random(1);
        for (int i = 0; i < PAIRS; i++) {
            matches[i] = i % 4 == 0;
            heads[i] = 3 * random.nextGaussian() + (matches[i] ? headShift : 0);
            cosines[i] = 0.2 * random.nextGaussian() + (matches[i] ? cosineShift : 0);
        }
    }

    @Test
    void findsTheKnownWeights() {
        draw(4.5, 0.2);
        LogisticFusion fusion = FusionFit.of(heads, cosines, matches);
        assertThat(fusion.head()).isCloseTo(4.5 / 9, within(0.02));
        assertThat(fusion.embedding()).isCloseTo(0.2 / 0.04, within(0.2));
        assertThat(fusion.bias()).isCloseTo(-(4.5 * 4.5 / 9 + 0.2 * 0.2 / 0.04) / 2, within(0.06));

        LogisticFusion.EmbeddingTerm term = fusion.embeddingTerm().orElseThrow();
        double score = 1.7 + term.scale() * 0.4 + term.offset();
        assertThat(score * fusion.head()).isCloseTo(fusion.logit(1.7, 0.4), within(1e-9));
    }

    @Test
    void theFusionIsBetterThanEitherScore() {
        draw(4.5, 0.2);
        LogisticFusion fusion = FusionFit.of(heads, cosines, matches);
        double[] fused = new double[PAIRS];
        Arrays.setAll(fused, i -> fusion.logit(heads[i], cosines[i]));
        assertThat(auc(fused)).isGreaterThan(auc(heads) + 0.02).isGreaterThan(auc(cosines) + 0.02);
    }

    private double auc(double[] scores) {
        double[] once = new double[PAIRS];
        Arrays.fill(once, 1);
        return new RankedScores(scores, matches).weighted(once).auc();
    }

    @Test
    void aMisleadingHeadGetsNoWeight() {
        draw(-2, 0.2);
        LogisticFusion fusion = FusionFit.of(heads, cosines, matches);
        assertThat(fusion.head()).isZero();
        assertThat(fusion.embedding()).isCloseTo(5, within(0.2));
        assertThat(fusion.embeddingTerm()).isEmpty();
    }

    @Test
    void aMisleadingEmbeddingGetsNoWeight() {
        draw(4.5, -0.1);
        LogisticFusion fusion = FusionFit.of(heads, cosines, matches);
        assertThat(fusion.embedding()).isZero();
        assertThat(fusion.head()).isCloseTo(0.5, within(0.02));
        assertThat(fusion.embeddingTerm().orElseThrow().scale()).isZero();
    }

    @Test
    void constantFeaturesGetNoWeight() {
        draw(4.5, 0.2);
        Arrays.fill(heads, 7);
        assertThat(FusionFit.of(heads, cosines, matches).embeddingTerm()).isEmpty();
        Arrays.fill(cosines, 0.1);
        LogisticFusion neither = FusionFit.of(heads, cosines, matches);
        assertThat(neither.head() + neither.embedding()).isZero();
        assertThat(neither.logit(7, 0.1)).isCloseTo(0, within(1e-3));
    }

    @Test
    void equalFeaturesShareTheWeight() {
        draw(4.5, 0.2);
        LogisticFusion fusion = FusionFit.of(heads, heads, matches);
        assertThat(fusion.head()).isCloseTo(0.25, within(0.02));
        assertThat(fusion.embedding()).isCloseTo(fusion.head(), within(1e-6));
    }

    @Test
    void separableClassesGiveFiniteWeights() {
        double[] head = {5, 6, 7, -5, -6, -7};
        double[] cosine = {0.9, 0.8, 0.7, -0.7, -0.8, -0.9};
        boolean[] match = {true, true, true, false, false, false};
        LogisticFusion fusion = FusionFit.of(head, cosine, match);
        assertThat(fusion.head()).isBetween(1e-3, 10.0);
        assertThat(fusion.embedding()).isBetween(1e-3, 50.0);
        for (int i = 0; i < 6; i++) {
            assertThat(fusion.logit(head[i], cosine[i]) > 0).isEqualTo(match[i]);
        }
    }

    @Test
    void rejectsInvalidInput() {
        double[] two = {1, 2};
        assertThatThrownBy(() -> FusionFit.of(two, two, new boolean[] {true, true}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 matching of 2");
        assertThatThrownBy(() -> FusionFit.of(two, new double[3], new boolean[2]))
                .hasMessageContaining("2 head scores and 3 cosines for 2 pairs");
        assertThatThrownBy(() -> FusionFit.of(two, new double[] {Double.NaN, 0}, new boolean[] {true, false}))
                .hasMessageContaining("cosines must be finite");
    }
}
