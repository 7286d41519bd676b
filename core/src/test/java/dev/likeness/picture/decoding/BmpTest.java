package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of BMP files that programs write, and that ImageIO's readers take in another way. */
class BmpTest {
    private static final int HEADERS = 54;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;

    /** A file whose palette has the grey value 10 i for index i. */
    private static byte[] file(int width, int height, int bits, int compression, int... pixels) {
        int colours = 1 << bits;
        int start = HEADERS + 4 * colours;
        ByteBuffer file = header(start + pixels.length, 40, start, width, height, bits, compression);
        file.putInt(46, colours);
        for (int i = 0; i < colours; i++) {
            byte grey = (byte) Math.min(255, 10 * i);
            file.put(HEADERS + 4 * i, new byte[] {grey, grey, grey, 0});
        }
        for (int i = 0; i < pixels.length; i++) {
            file.put(start + i, (byte) pixels[i]);
        }
        return file.array();
    }

    private static ByteBuffer header(
            int bytes, int headerBytes, int start, int width, int height, int bits, int compression) {
        ByteBuffer file = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, new byte[] {'B', 'M'}).putInt(2, bytes).putInt(10, start).putInt(14, headerBytes);
        return file.putInt(18, width)
                .putInt(22, height)
                .putShort(26, (short) 1)
                .putShort(28, (short) bits)
                .putInt(30, compression);
    }

    /** The indices of all pixels, the highest row first. */
    private static String indices(byte[] file) {
        Picture picture = Picture.read(file);
        StringBuilder indices = new StringBuilder();
        for (int i = 0; i < picture.rgb().length; i += 3) {
            if (i > 0 && i / 3 % picture.width() == 0) {
                indices.append('/');
            }
            indices.append(Integer.toHexString((picture.rgb()[i] & 0xff) / 10));
        }
        return indices.toString();
    }

    @Test
    void runsAndLiteralPixelsAreRead() {
        byte[] eight = file(5, 2, 8, RLE8, 3, 7, 2, 4, 0, 0, 0, 3, 1, 2, 3, 0, 2, 9, 0, 1);
        assertThat(indices(eight)).isEqualTo("12399/77744");
        byte[] four = file(5, 2, 4, RLE4, 5, 0x7a, 0, 0, 0, 5, 0x12, 0x34, 0x50, 0, 0, 1);
        assertThat(indices(four)).isEqualTo("12345/7a7a7");
    }

    /** To the right, down, and both: skipped pixels have index 0. */
    @ParameterizedTest
    @CsvSource({"1, 0, 000/000/101", "0, 1, 000/010/100", "1, 1, 000/001/100", "0, 2, 010/000/100"})
    void skippedPixelsHaveIndexZero(int right, int down, String expected) {
        byte[] file = file(3, 3, 8, RLE8, 1, 1, 0, 2, right, down, 1, 1, 0, 1);
        assertThat(indices(file)).isEqualTo(expected);
        assertThat(indices(file(3, 3, 4, RLE4, 1, 0x10, 0, 2, right, down, 1, 0x10, 0, 1)))
                .isEqualTo(expected);
    }

    @Test
    void rowsAfterTheEndHaveIndexZero() {
        assertThat(indices(file(2, 3, 8, RLE8, 2, 5, 0, 1))).isEqualTo("00/00/55");
    }

    @Test
    void pixelsBehindTheLastColumnAreLeftOut() {
        assertThat(indices(file(3, 2, 8, RLE8, 4, 5, 0, 0, 4, 6, 0, 1))).isEqualTo("666/555");
    }

    @ParameterizedTest
    @CsvSource({"2, ends early", "3, ends early"})
    void runsThatEndEarlyAreRefused(int kept, String reason) {
        byte[] whole = file(2, 2, 8, RLE8, 2, 5, 0, 1);
        byte[] cut = Arrays.copyOf(whole, whole.length - 4 + kept);
        assertThatThrownBy(() -> Picture.read(cut))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void tooManyRowsAreRefused() {
        byte[] file = file(2, 1, 8, RLE8, 2, 5, 0, 0, 2, 5, 0, 1);
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("more than 1 rows");
    }

    @Test
    void theHeaderStatesTheSizeBeforeAnythingIsExpanded() {
        byte[] file = file(60_000, 60_000, 8, RLE8, 0, 1);
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("60000x60000");
    }

    /** The reader would allocate a palette of 400 MB. */
    @Test
    void pixelsThatBeginPastTheEndAreRefused() {
        byte[] file = file(3, 2, 8, 0, 1, 2, 3, 0, 4, 5, 6, 0);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 400_000_000);
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ends early");
    }

    @Test
    void theLastRowMayLackItsPadding() {
        byte[] file = file(3, 2, 8, 0, 1, 2, 3, 0, 4, 5, 6);
        assertThat(indices(file)).isEqualTo("456/123");
        assertThatThrownBy(() -> Picture.read(Arrays.copyOf(file, file.length - 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ends early");
    }

    /** Headers with a mask for the opacity, of versions 3, 4 and 5: half of 40, 80 and 120 on white. */
    @ParameterizedTest
    @CsvSource({"56", "108", "124"})
    void everyHeaderWithAMaskForTheOpacityIsTakenAlike(int headerBytes) {
        int start = 14 + headerBytes;
        ByteBuffer file = header(start + 4, headerBytes, start, 1, 1, 32, 3);
        file.putInt(54, 0xff0000).putInt(58, 0xff00).putInt(62, 0xff).putInt(66, 0xff000000);
        file.putInt(start, 0x80285078);
        assertThat(Picture.read(file.array()).rgb()).containsExactly(147, 167, 187);
    }

    /** OS/2 gives the numbers of bit fields and JPEG to methods that are not read. */
    @ParameterizedTest
    @CsvSource({"3, 1, Huffman codes", "4, 24, run lengths of 24 bits"})
    void methodsOfOs2AreNamed(int compression, int bits, String name) {
        int start = 14 + 64 + 8;
        byte[] file = header(start + 64, 64, start, 8, 2, bits, compression).array();
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("this is a BMP picture of OS/2 compressed by " + name)
                .hasMessageNotContaining("damaged");
    }
}
