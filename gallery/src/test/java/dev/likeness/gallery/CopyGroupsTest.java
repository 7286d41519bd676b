package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.gallery.CopyGroups.Judgement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Three pictures: 2 is a copy of 1, and 0 is one only because 2 supports it. */
class CopyGroupsTest {
    private static final CopyThresholds THRESHOLDS = new CopyThresholds(0, 0, 10);

    private static final CopyGroups.Pairs PAIRS = new CopyGroups.Pairs() {
        private final Map<List<Integer>, Judgement> known = Map.of(
                List.of(1, 2), new Judgement(5, true, true, Set.of()),
                List.of(1, 0), new Judgement(4, false, true, Set.of()),
                List.of(2, 0), new Judgement(5, true, true, Set.of()));

        @Override
        public Collection<Integer> candidates(int picture) {
            return Set.of(0, 1, 2);
        }

        @Override
        public Judgement judge(int original, int copy) {
            return known.getOrDefault(List.of(original, copy), new Judgement(-1, false, false, Set.of()));
        }
    };

    @Test
    void aMemberSupportsAnother() {
        CopyGroups groups = new CopyGroups(PAIRS, THRESHOLDS, 0);
        assertThat(groups.around(1).members()).containsOnlyKeys(2, 0);
        assertThat(groups.isGrouped(0)).isTrue();
        assertThatThrownBy(() -> groups.around(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A better picture was looked at before: it does not join the group of a worse one, however the pictures are given. */
    @Test
    void whatWasPassedOverJoinsNoGroup() {
        CopyGroups oneByOne = new CopyGroups(PAIRS, THRESHOLDS, 0);
        assertThat(oneByOne.around(0).members()).isEmpty();
        CopyGroups passing = new CopyGroups(PAIRS, THRESHOLDS, 0);
        passing.passOver(1);
        assertThat(passing.around(1)).isEqualTo(oneByOne.around(1));
        assertThat(passing.isGrouped(0)).isTrue();
    }
}
