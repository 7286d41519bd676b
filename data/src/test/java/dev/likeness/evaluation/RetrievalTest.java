package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Rate;
import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.RetrievalResult.Figures;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetrievalTest {
    private static LabelledPicture picture(String identity, Side kind, int brightness) {
        LabelledPicture one = Samples.picture(identity, kind + "-" + brightness, brightness);
        return new LabelledPicture(one.name(), identity, "", one.source(), kind);
    }

    private static RetrievalResult evaluate(List<LabelledPicture> pictures) {
        return Retrieval.seeded(1).evaluate(new Samples.Brightness(false), pictures, Progress.NONE);
    }

    /** A pair of the plain reference. */
    private record Scored(double score, boolean match) {}

    /** Mean precision at the matches, in a list that is sorted with non-matches first among ties. */
    private static double averagePrecision(List<Scored> pairs) {
        List<Scored> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparingDouble((Scored pair) -> -pair.score));
        double sum = 0;
        int matches = 0;
        for (Scored pair : sorted) {
            if (pair.match) {
                matches++;
                long atLeast = sorted.stream()
                        .filter(other -> other.score >= pair.score)
                        .count();
                long right = sorted.stream()
                        .filter(other -> other.match && other.score >= pair.score)
                        .count();
                sum += (double) right / atLeast;
            }
        }
        return sum / matches;
    }

    /** The same figures by plain loops: recall at 1, at 10, mean and pooled precision. */
    private static double[] reference(List<LabelledPicture> pictures, double sign) {
        List<Scored> pooled = new ArrayList<>();
        double[] sums = new double[3];
        int queries = 0;
        for (LabelledPicture query : pictures) {
            List<Scored> pairs = new ArrayList<>();
            for (LabelledPicture candidate : pictures) {
                if (query.kind() == Side.B || candidate.kind() == Side.A || candidate == query) {
                    continue;
                }
                int off = (query.source().read().rgb()[0] & 0xff)
                        - (candidate.source().read().rgb()[0] & 0xff);
                pairs.add(new Scored(sign * -Math.abs(off), candidate.identity().equals(query.identity())));
            }
            if (pairs.stream().noneMatch(Scored::match)) {
                continue;
            }
            double best = pairs.stream()
                    .filter(Scored::match)
                    .mapToDouble(Scored::score)
                    .max()
                    .orElseThrow();
            long before = pairs.stream()
                    .filter(pair -> !pair.match && pair.score >= best)
                    .count();
            queries++;
            sums[0] += before < 1 ? 1 : 0;
            sums[1] += before < 10 ? 1 : 0;
            sums[2] += averagePrecision(pairs);
            pooled.addAll(pairs);
        }
        return new double[] {sums[0] / queries, sums[1] / queries, sums[2] / queries, averagePrecision(pooled)};
    }

    private static void assertSame(Figures figures, double[] expected) {
        List<Rate> rates = List.of(figures.recallAt1(), figures.recallAt10(), figures.map(), figures.microAp());
        for (int i = 0; i < expected.length; i++) {
            assertThat(rates.get(i).value()).as("figure %s", i).isCloseTo(expected[i], within(1e-12));
            assertThat(rates.get(i).high()).isGreaterThan(rates.get(i).low());
        }
    }

    @Test
    void figuresAgreeWithAPlainLoop() {
        for (int seed = 1; seed <= 8; seed++) {
            Random random = new Random(seed);
            List<LabelledPicture> pictures = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int middle = random.nextInt(200);
                for (int k = 0; k <= random.nextInt(4); k++) {
                    int brightness = middle + random.nextInt(30); // few values, so that there are many ties
                    LabelledPicture one = Samples.picture("id" + i, i + "-" + k, brightness);
                    Side kind = seed % 2 == 0 ? null : random.nextBoolean() ? Side.A : Side.B;
                    pictures.add(new LabelledPicture(one.name(), one.identity(), "", one.source(), kind));
                }
            }
            RetrievalResult result = evaluate(pictures);
            assertSame(result.figures(), reference(pictures, 1));
            assertThat(result.by()).containsOnlyKeys("constant", "reversed");
            assertSame(Objects.requireNonNull(result.by().get("reversed")), reference(pictures, -1));
        }
    }

    @Test
    void figuresAgreeWithACaseByHand() {
        RetrievalResult result = evaluate(List.of(
                picture("x", Side.A, 10),
                picture("x", Side.B, 12), // best for x
                picture("y", Side.A, 100),
                picture("y", Side.B, 103), // 3 away, z is 1 away
                picture("z", Side.B, 99), // no query matches it
                picture("w", Side.A, 12))); // has no match, so it is not a query
        assertThat(result.queries()).isEqualTo(2);
        assertThat(result.candidates()).isEqualTo(3);
        assertThat(result.figures().recallAt1().value()).isEqualTo(0.5);
        assertThat(result.figures().recallAt10().value()).isEqualTo(1);
        assertThat(result.figures().map().value()).isEqualTo((1 + 0.5) / 2);
        // Pooled: y-z 1, x-x 2, y-y 3: precision 1/2 at the first match, 2/3 at the second.
        assertThat(result.figures().microAp().value()).isCloseTo((1 / 2.0 + 2 / 3.0) / 2, within(1e-12));
        assertThat(result.answers())
                .containsExactly(
                        new QueryAnswer("x/A-10", "x", 1, "x/B-12", -2, "z/B-99", -89),
                        new QueryAnswer("y/A-100", "y", 2, "y/B-103", -3, "z/B-99", -1));
    }

    @Test
    void constantScoresFindNothing() {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            pictures.add(Samples.picture("id" + i / 2, "p" + i, i));
        }
        Figures constant = Objects.requireNonNull(evaluate(pictures).by().get("constant"));
        assertThat(constant.recallAt1()).isEqualTo(Rate.wilson(0, 20));
        assertThat(constant.recallAt10().value()).isZero();
        assertThat(constant.map().value()).isCloseTo(1 / 39.0, within(1e-12));
        assertThat(constant.microAp().value()).isCloseTo(1 / 39.0, within(1e-12));
    }

    @Test
    void differentSidesAreEncodedSeparately() {
        List<LabelledPicture> kinds = List.of(
                picture("x", Side.A, 110),
                picture("x", Side.B, 10),
                picture("y", Side.A, 130),
                picture("y", Side.B, 30));
        Samples.Brightness measure = new Samples.Brightness(true);
        List<String> heard = new ArrayList<>();
        RetrievalResult result = Retrieval.seeded(1)
                .evaluate(measure, kinds, (done, total, note) -> heard.add(done + " of " + total + " " + note));
        assertThat(measure.encoded).isEqualTo(4);
        assertThat(result.figures().microAp().value()).isEqualTo(1);
        assertThat(heard).endsWith("1 of 2 queries answered", "2 of 2 queries answered");
    }

    @Test
    void intervalsCoverTheTruth() {
        double[] truth = {0, 0, 0, 0};
        int worlds = 60;
        List<Figures> seen = new ArrayList<>();
        for (int world = 0; world < worlds; world++) {
            Random random = new Random(world);
            List<LabelledPicture> pictures = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int brightness = random.nextInt(235);
                pictures.add(picture("id" + i, Side.A, brightness));
                pictures.add(picture("id" + i, Side.B, brightness + random.nextInt(20)));
            }
            Figures figures = evaluate(pictures).figures();
            seen.add(figures);
            for (int i = 0; i < truth.length; i++) {
                truth[i] += rates(figures).get(i).value() / worlds;
            }
        }
        for (int i = 0; i < truth.length; i++) {
            int figure = i;
            double covered = seen.stream()
                            .map(figures -> rates(figures).get(figure))
                            .filter(rate -> rate.low() <= truth[figure] && truth[figure] <= rate.high())
                            .count()
                    / (double) worlds;
            assertThat(covered).as("figure %s", i).isGreaterThan(0.8);
        }
    }

    private static List<Rate> rates(Figures figures) {
        return List.of(figures.recallAt1(), figures.recallAt10(), figures.map(), figures.microAp());
    }

    @Test
    void rejectsDataWithoutQueries() {
        assertThatThrownBy(() -> evaluate(List.of(picture("x", Side.A, 1), picture("y", Side.B, 2))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the data have 0 pictures with a match, and 1 identities");
        assertThatThrownBy(() -> evaluate(List.of(Samples.picture("x", "1", 1), Samples.picture("x", "2", 1))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the data have 2 pictures with a match, and 1 identities");
        assertThatThrownBy(() -> new Retrieval(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
