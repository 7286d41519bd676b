package dev.likeness.gallery.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparedPicturesTest {
    private final List<Integer> made = new ArrayList<>();

    /** Compares pixels only: a scene takes about 17 kB. */
    private final CopyCheck check = CopyCheck.ofPixels();

    private static Picture scene(int seed) {
        return Scenes.picture(Scenes.scene(seed));
    }

    /** Asks for scenes by their seeds, where there is room for this number of them. */
    private void ask(int room, int... seeds) {
        PreparedPictures<Integer> pictures =
                new PreparedPictures<>(room * (check.prepare(scene(1)).bytes() + 100L));
        for (int seed : seeds) {
            Optional<Prepared> found = pictures.of(seed, () -> {
                made.add(seed);
                return Optional.of(check.prepare(scene(seed)));
            });
            assertThat(found).isPresent();
        }
    }

    @Test
    void eachPictureIsPreparedOnceIfThereIsRoom() {
        ask(3, 1, 2, 3, 2, 1, 3, 3);
        assertThat(made).containsExactly(1, 2, 3);
    }

    @Test
    void thePictureThatWasNotAskedForLongestIsLeftOut() {
        ask(2, 1, 2, 1, 3, 1, 2);
        assertThat(made).containsExactly(1, 2, 3, 2);
    }

    @Test
    void theLastPictureIsKeptEvenIfItIsLarge() {
        ask(0, 1, 1, 2, 2);
        assertThat(made).containsExactly(1, 2);
    }

    @Test
    void aPictureThatCannotBeReadIsReadOnce() {
        PreparedPictures<Integer> pictures = new PreparedPictures<>(1_000);
        for (int asked = 0; asked < 2; asked++) {
            Optional<Prepared> found = pictures.of(1, () -> {
                made.add(1);
                return Optional.empty();
            });
            assertThat(found).isEmpty();
        }
        assertThat(made).containsExactly(1);
    }
}
