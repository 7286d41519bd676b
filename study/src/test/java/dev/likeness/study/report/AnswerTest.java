package dev.likeness.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.Significance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The answer for each kind of outcome. */
class AnswerTest {
    private static final ContenderOutcome CONCAT =
            StudyFixture.learned("concat", 0.9764, 3).cost(960_419, 2_300, 0.36, 13, 38);
    private static final ContenderOutcome NEAREST =
            StudyFixture.learned("nearest", 0.9831, 3).cost(821_093, 165_900, 0.31, 18, 53);
    private static final ContenderOutcome COSINE =
            StudyFixture.learned("cosine", 0.9655, 3).cost(812_772, 300, 0.31, 1.1, 20);
    private static final ContenderOutcome HOG = StudyFixture.measure("hog", 0.8423, 0.21, 1.4);

    private static Answer answer(List<ContenderOutcome> contenders, Map<String, Significance> verdicts) {
        return Answer.of(StudyFixture.study("concat", contenders, verdicts));
    }

    @Test
    void someAreBetter() {
        Answer answer = Answer.of(StudyFixture.full());
        assertThat(answer.sentence())
                .isEqualTo(
                        "Of 10 heads and 5 fixed measures, nearest ranks first (AUC 98.3 %, 97.8 to 98.8), better than"
                                + " the baseline concat by 0.7 points (0.3 to 1.1); correlation is better as well, 5 others are"
                                + " not told apart from concat at this budget, cosine is worse and early is not tested.");
        assertThat(answer.details())
                .containsExactly(
                        "All 5 fixed measures are worse than concat; the best of them is keypoints (AUC 90.1 %).");
    }

    @Test
    void noDifferenceIsSignificant() {
        Map<String, Significance> verdicts = Map.of(
                "nearest",
                Significance.NOT_SIGNIFICANT,
                "cosine",
                Significance.NOT_SIGNIFICANT,
                "hog",
                Significance.WORSE);
        Answer answer = answer(List.of(NEAREST, CONCAT, COSINE, HOG), verdicts);
        assertThat(answer.sentence())
                .isEqualTo(
                        "Of 3 heads and 1 fixed measure, nearest ranks first (AUC 98.3 %, 97.8 to 98.8), but neither it"
                                + " nor any other is told apart from the baseline concat (AUC 97.6 %) at this budget.");
        assertThat(answer.details())
                .containsExactly(
                        "The fixed measure hog has AUC 84.2 %, worse than concat.",
                        "Of those not shown to be worse, cosine is the cheapest to compare: 1.1 microseconds a pair,"
                                + " against 13 microseconds for concat.");
        assertThat(answer.text()).startsWith(answer.sentence() + " The fixed measure");
    }

    @Test
    void theBaselineIsBest() {
        Answer answer = answer(List.of(CONCAT, COSINE), Map.of("cosine", Significance.NOT_SIGNIFICANT));
        assertThat(answer.sentence())
                .isEqualTo(
                        "Of 2 heads, the baseline concat ranks first (AUC 97.6 %, 97.1 to 98.1), and cosine is not told"
                                + " apart from it at this budget.");
        assertThat(answer(List.of(CONCAT, COSINE), Map.of("cosine", Significance.WORSE))
                        .sentence())
                .endsWith("the baseline concat ranks first (AUC 97.6 %, 97.1 to 98.1); cosine is worse than concat.");
    }

    @Test
    void tooFewSeedsGiveNoVerdict() {
        ContenderOutcome once = StudyFixture.learned("nearest", 0.9831, 1).plain();
        assertThat(answer(List.of(once, CONCAT), Map.of()).sentence())
                .isEqualTo(
                        "Of 2 heads, nearest ranks first (AUC 98.3 %, 97.8 to 98.8), but there is no verdict, because a"
                                + " significance test needs at least three seeds: the order may be chance.");
    }

    @Test
    void onlyTheBestHasNoVerdict() {
        ContenderOutcome once = StudyFixture.learned("nearest", 0.9831, 1).plain();
        assertThat(answer(List.of(once, CONCAT, COSINE), Map.of("cosine", Significance.WORSE))
                        .sentence())
                .contains(
                        "nearest ranks first",
                        "but there is no verdict against the baseline concat, because a significance test needs at least"
                                + " three seeds; cosine is worse than concat.");
    }

    @Test
    void aFixedMeasureIsBest() {
        ContenderOutcome strong = StudyFixture.measure("hog", 0.99, 0.21, 1.4);
        Answer answer = answer(
                List.of(strong, CONCAT, COSINE),
                Map.of("hog", Significance.BETTER, "cosine", Significance.NOT_SIGNIFICANT));
        assertThat(answer.sentence())
                .contains(
                        "hog, a fixed measure, ranks first (AUC 99.0 %",
                        "better than the baseline concat by 1.4 points")
                .contains("cosine is not told apart from concat at this budget");
    }

    @Test
    void theCheapestOfThoseThatAreBetter() {
        Answer answer = answer(
                List.of(NEAREST, COSINE, CONCAT),
                Map.of("nearest", Significance.BETTER, "cosine", Significance.BETTER));
        assertThat(answer.sentence()).contains("cosine is better as well");
        assertThat(answer.details())
                .containsExactly("Of those that are better, cosine is the cheapest to compare: 1.1 microseconds a pair,"
                        + " against 18 microseconds for nearest.");
    }

    @Test
    void oneContenderIsNotRanked() {
        assertThat(answer(List.of(CONCAT), Map.of()).sentence())
                .isEqualTo("Only concat was tried (AUC 97.6 %), so there is nothing to rank.");
    }

    @Test
    void theFrontContainsContendersThatNoOtherBeatsInBoth() {
        assertThat(CostAxis.COMPARE.front(StudyFixture.full().contenders(), Figure.AUC))
                .extracting(ContenderOutcome::name)
                .containsExactly("phash", "cosine", "grouped", "concat", "nearest");
        assertThat(CostAxis.PARAMETERS.front(StudyFixture.full().contenders(), Figure.AUC))
                .extracting(ContenderOutcome::name)
                .containsExactly("early", "nearest");
    }
}
