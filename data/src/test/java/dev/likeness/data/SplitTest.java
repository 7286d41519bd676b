package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withFiveGroupsWholeGroupsAreHeldOut(long seed) {
        Split split = Split.byIdentity(grid(10, 8, 3), 0.2, seed);
        assertThat(of(split.heldOut(), LabelledPicture::group)).hasSize(2);
        assertThat(of(split.train(), LabelledPicture::group))
                .hasSize(8)
                .doesNotContainAnyElementsOf(of(split.heldOut(), LabelledPicture::group));
        assertThat(split.train().size() + split.heldOut().size()).isEqualTo(240);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withFewerGroupsIdentitiesAreHeldOut(long seed) {
        Split split = Split.byIdentity(grid(4, 10, 3), 0.25, seed);
        assertThat(of(split.heldOut(), LabelledPicture::identity)).hasSize(10);
        assertThat(of(split.train(), LabelledPicture::identity))
                .hasSize(30)
                .doesNotContainAnyElementsOf(of(split.heldOut(), LabelledPicture::identity));
    }

    @Test
    void unevenGroupsApproximateTheShare() {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int group = 0; group < 12; group++) {
            pictures.addAll(grid("g" + group, 5 + 10 * (group % 3), 2));
        }
        double identities = of(pictures, LabelledPicture::identity).size();
        for (long seed = 0; seed < 20; seed++) {
            Split split = Split.byIdentity(pictures, 0.3, seed);
            assertThat(of(split.heldOut(), LabelledPicture::identity).size() / identities)
                    .as("seed %d", seed)
                    .isCloseTo(0.3, within(0.08));
        }
    }

    @Test
    void theDrawDependsOnTheSeedButNotOnTheOrder() {
        List<LabelledPicture> pictures = grid(6, 5, 3);
        List<LabelledPicture> shuffled = new ArrayList<>(pictures);
        Collections.shuffle(shuffled, new Random(9));
        assertThat(Split.byIdentity(pictures, 0.3, 1)).isEqualTo(Split.byIdentity(shuffled, 0.3, 1));
        Set<Set<String>> seen = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            seen.add(of(Split.byIdentity(pictures, 0.3, seed).heldOut(), LabelledPicture::group));
        }
        assertThat(seen).hasSizeGreaterThan(3);
    }

    @Test
    void eachSideHasMatchesEvenIfMostIdentitiesHaveOnePicture() {
        List<LabelledPicture> pictures = new ArrayList<>(grid("singles", 100, 1));
        pictures.addAll(grid("doubles", 4, 2));
        for (long seed = 0; seed < 20; seed++) {
            Split split = Split.byIdentity(pictures, 0.1, seed);
            for (List<LabelledPicture> side : List.of(split.train(), split.heldOut())) {
                assertThat(Identities.of(side).values().stream().filter(list -> list.size() == 2))
                        .hasSize(2);
            }
        }
    }

    @Test
    void groupsTooSmallForASideAreSplitByIdentity() {
        Split split = Split.byIdentity(grid(6, 1, 4), 0.17, 1);
        assertThat(of(split.heldOut(), LabelledPicture::identity)).hasSize(2);
    }

    @Test
    void tooFewIdentitiesAreRejected() {
        assertThatThrownBy(() -> Split.byIdentity(grid("one", 1, 9), 0.2, 1))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "the data have 1 identity, 1 of them with two or more pictures; a split needs 4 such identities"
                                + " (2 for training, 2 held out); add pictures, one folder per identity, or more"
                                + " photographs if there are no folders");
        assertThatThrownBy(() -> Split.byIdentity(grid("singles", 50, 1), 0.2, 1))
                .hasMessageContaining("the data have 50 identities, 0 of them with two or more pictures");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 2, Double.NaN})
    void sharesMustBeBetweenZeroAndOne(double share) {
        assertThatThrownBy(() -> Split.byIdentity(grid(4, 4, 4), share, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the held-out share is " + share);
    }

    @Test
    void anIdentityOnBothSidesIsRejected() {
        LabelledPicture a = picture("x/1.png", "x", "", 1);
        LabelledPicture b = picture("x/2.png", "x", "", 2);
        assertThatThrownBy(() -> Split.of(List.of(a), List.of(b)))
                .isInstanceOf(InputException.class)
                .hasMessage("the identity x is on both sides of the split (x/1.png and x/2.png);"
                        + " move all its pictures to one");
    }

    @Test
    void aPictureOnBothSidesIsRejected() {
        LabelledPicture a = picture("x/1.png", "x", "", 1);
        assertThatThrownBy(() -> Split.of(List.of(a), List.of(a)))
                .hasMessage("the picture x/1.png is on both sides of the split; remove it from one");
    }

    @Test
    void aCopyOnBothSidesIsRejected() {
        LabelledPicture a = picture("x/1.png", "x", "", 1);
        LabelledPicture b = picture("y/1.png", "y", "", 1);
        assertThatThrownBy(() -> Split.of(List.of(a), List.of(b)))
                .isInstanceOf(InputException.class)
                .hasMessage("the same picture is on both sides of the split, as x/1.png and as y/1.png;"
                        + " remove one of them");
    }

    @Test
    void equalKeysOfDifferentPicturesAreNotCopies() {
        LabelledPicture a = withKey(picture("x/1.png", "x", "", 1));
        LabelledPicture b = withKey(picture("y/1.png", "y", "", 2));
        assertThat(Split.of(List.of(a), List.of(b)).heldOut()).containsExactly(b);
    }

    private static LabelledPicture withKey(LabelledPicture picture) {
        return new LabelledPicture(picture.name(), picture.identity(), "", new LabelledPicture.Source() {
            @Override
            public Picture read() {
                return picture.source().read();
            }

            @Override
            public String contentKey() {
                return "the same";
            }
        });
    }

    static Set<String> of(List<LabelledPicture> pictures, Function<LabelledPicture, String> part) {
        return pictures.stream().map(part).collect(Collectors.toSet());
    }

    static List<LabelledPicture> grid(int groups, int identities, int pictures) {
        List<LabelledPicture> all = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            all.addAll(grid("group" + group, identities, pictures));
        }
        return all;
    }

    static List<LabelledPicture> grid(String group, int identities, int pictures) {
        List<LabelledPicture> all = new ArrayList<>();
        for (int identity = 0; identity < identities; identity++) {
            for (int i = 0; i < pictures; i++) {
                String name = group + "/" + identity;
                all.add(picture(
                        name + "/%04d_%02d.png".formatted(identity, i),
                        name,
                        group,
                        all.size() + 1000 * group.hashCode()));
            }
        }
        return all;
    }

    static LabelledPicture picture(String name, String identity, String group, int number) {
        byte[] rgb = new byte[12];
        new Random(number).nextBytes(rgb);
        return new LabelledPicture(name, identity, group, () -> new Picture(2, 2, rgb));
    }
}
