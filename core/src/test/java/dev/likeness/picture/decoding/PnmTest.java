package dev.likeness.picture.decoding;

import static dev.likeness.picture.decoding.TestPictures.pixel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers and damage of PBM, PGM, PPM and PAM files; their pixels are held against netpbm's in {@link TwinsTest}. */
class PnmTest {
    private static byte[] bytes(String text) {
        return text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "P5 9 9 255 12345, ends early",
        "P6 20000 5000 255 12345, ends early",
        "P2 2 1 255 7, ends early",
        "P2 2 1 255, ends early",
        "P5 2, ends early",
        "P7\\nWIDTH 2\\nHEIGHT 2\\n, ends early",
        "P5 2 2 1 abcd, 'row 1 has the value 97, and 1 is said to be the largest'",
        "P2 1 1 9 10 , 'row 1 has the value 10, and 9 is said to be the largest'",
        "P2 1 1 9 x , byte 9 is not part of a number",
        "P1 2 1 12, is not 0 or 1",
        "P5 0 2 255 abcd, it says it is 0x2 pixels",
        "P5 2 2 0 abcd, its largest value is said to be 0",
        "P5 2 2 65536 abcd, its largest value is said to be 65536",
        "P5 99999999999 2 255 abcd, a number at byte 3 is too large",
        "P7\\nWIDTH x\\nENDHDR\\n, its header has a line without its number",
        "P7\\nWIDE 2\\nENDHDR\\n, its header has a line that PAM does not have",
        "P7 332\\n2 2 255\\nabcd, this is a thumbnail of the program XV",
        "P7\\nWIDTH 1\\nHEIGHT 1\\nDEPTH 7\\nMAXVAL 255\\nENDHDR\\nabcdefg, this is a PAM picture of 7 samples",
    })
    void damageAndOtherKindsAreNamed(String file, String message) {
        assertThatThrownBy(() -> Picture.read(bytes(file), "x.pnm"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void commentsAndFurtherPicturesAreAccepted() {
        Picture picture = Picture.read(bytes("P5 # a comment\\n1\\t# another\\r\\n 1 255\\nAP5 1 1 255\\nB"));
        assertThat(pixel(picture, 0, 0)).containsExactly(65, 65, 65);
    }

    /** Half cyan and half black leave a quarter of red. */
    @Test
    void inksAreTakenFromWhite() {
        String header = "P7\\nWIDTH 1\\nHEIGHT 1\\nDEPTH 4\\nMAXVAL 100\\nTUPLTYPE CMYK\\nENDHDR\\n";
        Picture picture = Picture.read(bytes(header + "2\\000\\0002"));
        assertThat(pixel(picture, 0, 0)).containsExactly(64, 128, 128);
    }
}
