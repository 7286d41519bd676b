package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisjointPairsTest {
    private static LabelledPicture picture(String group, String identity, int number) {
        String name = group + "/" + identity + "/" + number;
        return new LabelledPicture(name, group + "/" + identity, group, () -> new Picture(1, 1, new byte[3]));
    }

    private static List<LabelledPicture> pictures(int groups, int identities, int each) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            for (int i = 0; i < identities; i++) {
                for (int k = 0; k < each; k++) {
                    pictures.add(picture("g" + g, "i" + i, k));
                }
            }
        }
        return pictures;
    }

    private static void assertDisjoint(List<PicturePair> pairs) {
        Set<String> seen = new HashSet<>();
        for (PicturePair pair : pairs) {
            assertThat(pair.match()).isFalse();
            assertThat(seen.add(pair.a().identity())).isTrue();
            assertThat(seen.add(pair.b().identity())).isTrue();
        }
    }

    @Test
    void eachIdentityIsInOnePairAndHalfThePairsAreWithinAGroup() {
        List<PicturePair> pairs = DisjointPairs.draw(pictures(6, 50, 3), 1);
        assertDisjoint(pairs);
        assertThat(pairs).hasSize(150);
        long within = pairs.stream()
                .filter(pair -> pair.a().group().equals(pair.b().group()))
                .count();
        assertThat(within).isBetween(73L, 77L);
    }

    @Test
    void worksWithoutGroups() {
        assertThat(DisjointPairs.draw(pictures(1, 9, 2), 1)).hasSize(4);
        assertThat(DisjointPairs.draw(pictures(9, 1, 2), 1)).hasSize(4);
        assertThat(DisjointPairs.draw(pictures(1, 1, 5), 1)).isEmpty();
        assertThat(DisjointPairs.draw(List.of(), 1)).isEmpty();
    }

    @Test
    void theSeedDeterminesTheDraw() {
        List<LabelledPicture> pictures = pictures(3, 20, 3);
        assertThat(DisjointPairs.draw(pictures, 5)).isEqualTo(DisjointPairs.draw(pictures, 5));
        assertThat(DisjointPairs.draw(pictures, 5)).isNotEqualTo(DisjointPairs.draw(pictures, 6));
    }

    @Test
    void eachKindIsOnItsSide() {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (LabelledPicture picture : pictures(1, 20, 2)) {
            pictures.add(picture.ofKind(picture.name().endsWith("0") ? Side.A : Side.B));
        }
        List<PicturePair> pairs = DisjointPairs.draw(pictures, 1);
        assertDisjoint(pairs);
        assertThat(pairs).hasSize(10).allSatisfy(pair -> {
            assertThat(pair.a().kind()).isEqualTo(Side.A);
            assertThat(pair.b().kind()).isEqualTo(Side.B);
        });
    }

    @Test
    void declaredPairsAreFilteredToDisjointOnes() {
        List<LabelledPicture> p = pictures(1, 6, 1);
        List<PicturePair> given = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (int k = i + 1; k < 6; k++) {
                given.add(new PicturePair(p.get(i), p.get(k), false));
            }
        }
        given.add(new PicturePair(p.get(0), p.get(1), true));
        List<PicturePair> pairs = DisjointPairs.among(given, 1);
        assertDisjoint(pairs);
        assertThat(pairs.size()).isBetween(2, 3);
        assertThat(given).containsAll(pairs);
    }

    @Test
    void manyIdentitiesAreFast() {
        List<PicturePair> pairs = DisjointPairs.draw(pictures(1, 60_000, 1), 1);
        assertThat(pairs).hasSize(6000);
    }
}
