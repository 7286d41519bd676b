package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.error.InputException;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VerificationPairsTest {
    @Test
    void halfThePairsMatchAndNoneIsDrawnTwice() {
        List<PicturePair> pairs = VerificationPairs.draw(SplitTest.grid(5, 6, 5), 400, 1);
        assertThat(pairs).hasSize(400);
        assertThat(pairs.stream().filter(PicturePair::match)).hasSize(200);
        assertThat(pairs).allSatisfy(pair -> {
            assertThat(pair.a()).isNotEqualTo(pair.b());
            assertThat(pair.match())
                    .isEqualTo(pair.a().identity().equals(pair.b().identity()));
        });
        assertThat(pairs.stream().map(pair -> Set.of(pair.a().name(), pair.b().name())))
                .doesNotHaveDuplicates();
    }

    @Test
    void halfOfTheNonMatchesAreWithinAGroup() {
        List<PicturePair> pairs = VerificationPairs.draw(SplitTest.grid(5, 6, 5), 400, 1);
        assertThat(pairs.stream()
                        .filter(pair -> !pair.match()
                                && pair.a().group().equals(pair.b().group())))
                .hasSize(100);
    }

    @Test
    void identitiesAreBalancedIndependentOfTheirSize() {
        List<LabelledPicture> pictures = new ArrayList<>(SplitTest.grid("small", 9, 4));
        pictures.addAll(SplitTest.grid("large", 1, 500));
        Map<String, Long> matches = VerificationPairs.draw(pictures, 100, 3).stream()
                .filter(PicturePair::match)
                .collect(Collectors.groupingBy(pair -> pair.a().identity(), Collectors.counting()));
        assertThat(matches)
                .hasSize(10)
                .allSatisfy((identity, count) ->
                        assertThat((double) count).as(identity).isCloseTo(5, within(1.0)));
    }

    @Test
    void fewMatchesLimitTheNumberOfPairs() {
        List<PicturePair> pairs = VerificationPairs.draw(SplitTest.grid("a", 3, 2), 100, 1);
        assertThat(pairs).hasSize(6);
        assertThat(pairs.stream().filter(PicturePair::match)).hasSize(3);
    }

    /** The pairs that released models were validated and calibrated on must not change. */
    @Test
    void drawsEqualThoseOfEarlierReleases() {
        List<LabelledPicture> pictures =
                DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 9, 3, 16, 1));
        assertThat(VerificationPairs.draw(pictures, 300, 1).stream()
                        .map(pair -> pair.a().name() + " " + pair.b().name())
                        .toList()
                        .hashCode())
                .isEqualTo(336620452);
    }

    @Test
    void theSeedDeterminesTheDraw() {
        List<LabelledPicture> pictures = SplitTest.grid(5, 6, 5);
        assertThat(VerificationPairs.draw(pictures, 50, 1)).isEqualTo(VerificationPairs.draw(pictures, 50, 1));
        assertThat(VerificationPairs.draw(pictures, 50, 2)).isNotEqualTo(VerificationPairs.draw(pictures, 50, 1));
    }

    @Test
    void impossibleDrawsAreRejected() {
        assertThatThrownBy(() -> VerificationPairs.draw(SplitTest.grid("a", 1, 9), 10, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("10 verification pairs were requested from 1 identities, 1 of them");
        assertThatThrownBy(() -> VerificationPairs.draw(SplitTest.grid("a", 9, 1), 10, 1))
                .hasMessageContaining("from 9 identities, 0 of them with two or more pictures");
    }
}
