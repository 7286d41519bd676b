package dev.likeness.picture.decoding;

import static dev.likeness.picture.decoding.TestPictures.pixel;
import static dev.likeness.picture.decoding.TestPictures.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp", "tif"})
    void exifOrientationIsApplied(String ending) {
        Picture picture = Picture.read(resource("turned-6." + ending));
        assertThat(picture.width()).isEqualTo(24);
        assertThat(picture.height()).isEqualTo(40);
        // Orientation 6: what is stored at (x, y) is seen at (height - 1 - y, x).
        int tolerance = ending.equals("jpg") ? 25 : 0;
        assertThat(pixel(picture, 23 - 5, 30)[0]).isCloseTo(180, within(tolerance));
        assertThat(pixel(picture, 23 - 5, 30)[1]).isCloseTo(50, within(tolerance));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 123456",
        "2, 321654",
        "3, 654321",
        "4, 456123",
        "5, 142536",
        "6, 415263",
        "7, 635241",
        "8, 362514",
    })
    void eachOrientationIsAppliedAsExifDefines(int orientation, String expected) {
        byte[] rgb = new byte[18];
        for (int i = 0; i < 18; i++) {
            rgb[i] = (byte) (1 + i / 3);
        }
        Pixels turned = Orientation.upright(new Pixels(3, 2, rgb), orientation);
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 18; i += 3) {
            seen.append(turned.rgb()[i]);
        }
        assertThat(seen).hasToString(expected);
        assertThat(turned.width()).isEqualTo(orientation < 5 ? 3 : 2);
    }

    @Test
    void theHeaderOfAWebpTellsWhetherItHasAnOrientation() {
        byte[] webp = resource("turned-6.webp");
        assertThat(Picture.read(webp).width()).isEqualTo(24);
        webp[20] &= ~0x08;
        assertThat(Picture.read(webp).width()).isEqualTo(40);
    }

    @Test
    void aMalformedOrientationCountsAsUpright() {
        byte[] jpeg = resource("turned-6.jpg");
        for (int i = 2;
                i < 60;
                i++) { // a wrong byte in the header leaves the pixels readable or gives an InputException
            byte[] damaged = jpeg.clone();
            damaged[i] = (byte) 0xff;
            try {
                assertThat(Picture.read(damaged).rgb()).hasSize(3 * 40 * 24);
            } catch (InputException e) {
                assertThat(e).hasMessageContaining("JPEG file");
            }
        }
    }
}
