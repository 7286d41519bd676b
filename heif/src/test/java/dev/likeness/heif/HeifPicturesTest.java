package dev.likeness.heif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.util.Arrays;
import java.util.stream.IntStream;
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

    @Test
    void opacityIsLaidOnWhite() {
        Picture picture = read("alpha.heic");
        assertThat(picture.rgb()[0]).as("red of the transparent corner").isEqualTo((byte) 255);
        assertThat(difference(picture, read("lossless.heic"))).isGreaterThan(100);
    }

    /** The drawing has its dark corner at the left, and is wider than high; EXIF says to turn it once more. */
    @Test
    void theOrientationIsAppliedOnce() {
        Picture turned = read("turned.heic");
        assertThat(turned.width()).isEqualTo(64);
        assertThat(turned.height()).isEqualTo(96);
        Picture upright = read("display-p3.heic"); // the same coded data
        assertThat(upright.width()).isEqualTo(96);
    }

    @Test
    void aProfileIsConverted() {
        assertThat(difference(read("profile.heic"), read("lossless.heic"))).isGreaterThan(60);
    }

    /** Colours of a wider space are stronger in sRGB. */
    @ParameterizedTest
    @ValueSource(strings = {"heic", "avif"})
    void namedColoursAreConverted(String kind) {
        Picture wide = read("display-p3." + kind);
        Picture plain = read("display-p3." + kind + ".png"); // heif-convert does not convert them
        int at = 3 * (16 * 96 + 20); // in the red rectangle: 220, 40, 30
        assertThat(plain.rgb()[at] & 0xff).isBetween(200, 240);
        assertThat(wide.rgb()[at] & 0xff).isGreaterThan((plain.rgb()[at] & 0xff) + 8);
        assertThat(wide.rgb()[at + 1] & 0xff).isLessThan(plain.rgb()[at + 1] & 0xff);
    }

    @Test
    void tenAndTwelveBitsAreRoundedToEight() {
        assertThat(difference(read("ten.heic"), read("lossless.heic"))).isLessThan(40);
        assertThat(difference(read("twelve.avif"), read("lossless.heic"))).isLessThan(60);
    }

    @Test
    void aGridIsOnePicture() {
        Picture grid = read("grid.heic");
        assertThat(grid.width()).isEqualTo(120);
        assertThat(grid.height()).isEqualTo(90);
    }

    @Test
    void aPictureIsReadByManyThreads() {
        byte[] file = TestFiles.bytes("grid.heic");
        byte[] expected = Picture.read(file).rgb();
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> Picture.read(file).rgb()))
                .allMatch(rgb -> Arrays.equals(rgb, expected));
    }
}
