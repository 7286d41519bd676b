package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.data.LabelledPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AllPairsTest {
    private static List<Code> codes(Measure measure, int count) {
        List<Code> codes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LabelledPicture picture = Samples.picture("one", "p" + i, i * 37 % 251);
            codes.add(measure.encode(picture.source().read(), Side.A));
        }
        return codes;
    }

    @Test
    void eachTwoPicturesHaveTheScoreOfThePair() {
        Measure measure = new Samples.Brightness(false);
        for (int count : new int[] {1, 31, 256, 600}) {
            List<Code> codes = codes(measure, count);
            List<Long> left = new ArrayList<>();
            Map<String, double[][]> all =
                    new AllPairs(measure, codes).scores((done, total, note) -> left.add(total - done));
            assertThat(left).isSortedAccordingTo(Comparator.reverseOrder()).endsWith(0L);
            double[][] scores = Objects.requireNonNull(all.get(Measure.OWN_SCORE));
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    assertThat(scores[i][j]).isEqualTo(measure.compare(codes.get(i), codes.get(j)));
                }
            }
        }
    }
}
