package dev.likeness.heif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that heif-enc wrote, against what heif-convert decodes. */
class HeifPicturesTest {
    @BeforeEach
    void assumeLibHeif() {
        TestFiles.assumeLibHeif();
    }

    private static Picture read(String name) {
        return Picture.read(TestFiles.bytes(name));
    }

    /** The largest difference of two pictures, in grey levels. */
    private static int difference(Picture one, Picture other) {
        assertThat(one.width() + "x" + one.height()).isEqualTo(other.width() + "x" + other.height());
        int most = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            most = Math.max(most, Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff)));
        }
        return most;
    }

    /** The references have the samples, the opacity and the ICC profile of the file, which core's reader of PNG converts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour.heic", "colour.avif", "lossless.heic", "lossless.avif", "alpha.heic", "alpha.avif", "grey.heic",
                "grey.avif", "grid.heic", "profile.heic", "profile.avif", "turned.heic", "turned.avif", "mirrored.heic",
                "mirrored.avif", "ten.heic", "ten.avif", "twelve.heic", "twelve.avif"
            })
    void pixelsAreThoseOfHeifConvert(String name) {
        assertThat(difference(read(name), read(name + ".png"))).isLessThanOrEqualTo(1);
    }
}
