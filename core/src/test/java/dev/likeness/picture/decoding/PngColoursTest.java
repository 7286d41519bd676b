package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours that a PNG file names by numbers. */
class PngColoursTest {
    private static final int HEADER_END = 33;

    private static byte[] chunk(String name, byte[] data) {
        byte[] named = ByteBuffer.allocate(4 + data.length)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .put(data)
                .array();
        CRC32 sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(data.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] with(byte[] png, int at, byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, at);
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        out.write(png, at, png.length - at);
        return out.toByteArray();
    }

    private static byte[] names(int primaries, int transfer, int matrix, int range) {
        return chunk("cICP", new byte[] {(byte) primaries, (byte) transfer, (byte) matrix, (byte) range});
    }

    private static byte[] linearProfile() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(new byte[] {'x', 0, 0});
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        }
        return chunk("iCCP", data.toByteArray());
    }

    private static byte[] colour() throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xc86432); // 200, 100, 50
        return TestPictures.encode(image, "png");
    }

    private static int[] read(byte[] png) {
        return TestPictures.pixel(Picture.read(png), 0, 0);
    }

    private static void assertClose(int[] actual, int... expected) {
        for (int c = 0; c < 3; c++) {
            assertThat(actual[c]).as("sample %d", c).isCloseTo(expected[c], within(1));
        }
    }

    /** The expected values were computed from the primaries in double precision. */
    @Test
    void displayP3IsConverted() throws IOException {
        assertClose(read(with(colour(), HEADER_END, names(12, 13, 0, 1))), 215, 93, 31);
    }

    @Test
    void linearLightIsConverted() throws IOException {
        assertClose(read(with(colour(), HEADER_END, names(1, 8, 0, 1))), 229, 168, 122);
    }

    @Test
    void namedColoursHavePrecedenceOverTheProfile() throws IOException {
        byte[] profile = linearProfile();
        assertClose(read(with(colour(), HEADER_END, profile)), 229, 168, 122);
        assertClose(read(with(colour(), HEADER_END, names(1, 13, 0, 1), profile)), 200, 100, 50);
        assertClose(read(with(colour(), HEADER_END, profile, names(12, 13, 0, 1))), 215, 93, 31);
    }

    /** Unspecified or unknown numbers, YCbCr, narrow range. */
    @ParameterizedTest
    @CsvSource({"2, 13, 0, 1", "12, 2, 0, 1", "0, 0, 0, 1", "200, 200, 0, 1", "12, 13, 1, 1", "12, 13, 0, 0"})
    void numbersThatAreNotKnownAreIgnored(int primaries, int transfer, int matrix, int range) throws IOException {
        byte[] names = names(primaries, transfer, matrix, range);
        assertClose(read(with(colour(), HEADER_END, names)), 200, 100, 50);
        assertClose(read(with(colour(), HEADER_END, names, linearProfile())), 229, 168, 122);
    }

    @Test
    void aChunkOutOfPlaceIsIgnored() throws IOException {
        byte[] png = colour();
        assertClose(read(with(png, png.length - 12, names(12, 13, 0, 1))), 200, 100, 50);
        byte[] longer = chunk("cICP", new byte[] {12, 13, 0, 1, 0});
        assertClose(read(with(png, HEADER_END, longer)), 200, 100, 50);
    }

    @Test
    void greyKeepsItsHue() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage image = new BufferedImage(1, 1, type);
            image.getRaster().setSample(0, 0, 0, type == BufferedImage.TYPE_BYTE_GRAY ? 100 : 25_700);
            byte[] png = TestPictures.encode(image, "png");
            assertClose(read(with(png, HEADER_END, names(12, 13, 0, 1))), 100, 100, 100);
            assertClose(read(with(png, HEADER_END, names(12, 8, 0, 1))), 168, 168, 168);
        }
    }

    @Test
    void palettesAreConverted() throws IOException {
        byte[] red = {(byte) 200, 0};
        byte[] green = {100, 0};
        byte[] blue = {50, 0};
        IndexColorModel colours = new IndexColorModel(1, 2, red, green, blue);
        byte[] png = TestPictures.encode(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_BINARY, colours), "png");
        assertClose(read(with(png, HEADER_END, names(12, 13, 0, 1))), 215, 93, 31);
    }
}
