package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

/** The contract of patch descriptors: the patch is exactly the whole picture. */
abstract class PatchDescriptorContract extends ClassicContract {
    /** The length of a description, in numbers. */
    abstract int length();

    @Test
    void aDescriptionHasItsLength() {
        assertThat(vector(Drawings.noise(200, 100, 1))).hasSize(length());
    }

    /** OpenCV reads black outside a picture, which would be an edge around a white one. */
    @Test
    void pixelsOutsideThePictureAreIgnored() {
        assertThat(vector(Drawings.blank(255)))
                .containsExactly(vector(Drawings.blank(0)))
                .containsExactly(vector(Drawings.blank(128)));
    }

    @Test
    void allSidesOfThePictureAreRead() {
        Picture scene = Drawings.scene(64, 1, 0);
        Picture noise = Drawings.noise(64, 64, 2);
        float[] whole = vector(scene);
        assertThat(vector(mixed(scene, noise, 0, 8, 0, 64))).isNotEqualTo(whole);
        assertThat(vector(mixed(scene, noise, 56, 64, 0, 64))).isNotEqualTo(whole);
        assertThat(vector(mixed(scene, noise, 0, 64, 0, 8))).isNotEqualTo(whole);
        assertThat(vector(mixed(scene, noise, 0, 64, 56, 64))).isNotEqualTo(whole);
    }

    private static Picture mixed(Picture scene, Picture noise, int left, int right, int top, int bottom) {
        return Drawings.grey(64, 64, (x, y) -> {
            boolean within = x >= left && x < right && y >= top && y < bottom;
            return Drawings.at(within ? noise : scene, x, y);
        });
    }

    @Test
    void aChangeOfLightScoresHigherThanAnotherPicture() {
        Picture scene = Drawings.scene(128, 3, 0);
        Picture darker = Drawings.grey(128, 128, (x, y) -> Drawings.at(scene, x, y) * 3 / 4);
        Picture grey = Drawings.grey(128, 128, (x, y) -> Drawings.at(scene, x, y));
        assertThat(score(grey, darker)).isGreaterThan(score(grey, Drawings.scene(128, 4, 0)));
    }
}
