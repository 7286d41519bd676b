package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The inks of a JPEG file are converted by its profile, as those of a TIFF file. */
class InkJpegTest {
    private static final int HEADER = 128;
    private static final int TABLE = HEADER + 4 + 12;

    /** A printer's profile of version 4 that connects by XYZ, in which only black is dark: other inks are invisible. */
    private static byte[] profile() {
        int length = 52 + 2 * (4 * 2 + 16 * 3 + 3 * 2);
        ByteBuffer profile = ByteBuffer.allocate(TABLE + length);
        profile.putInt(0, profile.capacity());
        text(profile, 8, "\u0004\u0020\0\0prtrCMYKXYZ ");
        text(profile, 36, "acsp");
        profile.putInt(68, 0xf6d6).putInt(72, 0x10000).putInt(76, 0xd32d); // D50
        profile.putInt(HEADER, 1).putInt(HEADER + 8, TABLE).putInt(HEADER + 12, length);
        text(profile, HEADER + 4, "A2B0");
        text(profile, TABLE, "mft2");
        profile.position(TABLE + 8);
        profile.put((byte) 4).put((byte) 3).put((byte) 2).put((byte) 0); // inks, outputs, points of the grid
        for (int i = 0; i < 9; i++) {
            profile.putInt(i % 4 == 0 ? 0x10000 : 0);
        }
        profile.putShort((short) 2).putShort((short) 2);
        straight(profile, 4);
        for (int corner = 0; corner < 16; corner++) { // black changes fastest; 1.0 is 0x8000
            boolean black = corner % 2 == 1;
            profile.putShort((short) (black ? 0 : 0x7b6b));
            profile.putShort((short) (black ? 0 : 0x8000));
            profile.putShort((short) (black ? 0 : 0x6996));
        }
        straight(profile, 3);
        return profile.array();
    }

    private static void straight(ByteBuffer profile, int tables) {
        for (int i = 0; i < tables; i++) {
            profile.putShort((short) 0).putShort((short) 0xffff);
        }
    }

    private static void text(ByteBuffer profile, int at, String text) {
        profile.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] with(byte[] jpeg, byte[] profile) {
        byte[] name = "ICC_PROFILE\0\u0001\u0001".getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + 4 + name.length + profile.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xffe2)
                .putShort((short) (2 + name.length + profile.length))
                .put(name)
                .put(profile)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    @Test
    void aProfileThatConnectsByXyzIsApplied() {
        byte[] jpeg = TestPictures.resource("cmyk.jpg"); // colours without black ink
        assertThat(TestPictures.pixel(Picture.read(jpeg), 5, 7)[0]).isLessThan(150);
        for (byte value : Picture.read(with(jpeg, profile())).rgb()) {
            assertThat(value & 0xff).isCloseTo(255, within(2));
        }
    }

    @Test
    void theProfileConvertsATiffInTheSameWay() {
        byte[] inks = {100, 50, 0, 100};
        Picture tiff = Picture.read(
                TiffFile.of(1, 1, 4, 8).with(262, 5).with(profile()).file(inks));
        for (int value : TestPictures.pixel(tiff, 0, 0)) {
            assertThat(value).isCloseTo(205, within(2)); // sRGB of a light of 155/255
        }
    }

    @Test
    void aProfileOfOtherColoursIsIgnored() {
        byte[] jpeg = TestPictures.resource("cmyk.jpg");
        byte[] profile = profile();
        text(ByteBuffer.wrap(profile), 16, "RGB ");
        assertThat(Picture.read(with(jpeg, profile)).rgb())
                .isEqualTo(Picture.read(jpeg).rgb());
    }
}
