package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** The curves of a colour profile decide, not its description. */
class ProfileContentTest {
    /** Profiles of 16 bytes that state 1.8 GB: the file keeps its length, and the size is the real one. */
    @Test
    void theStatedSizeOfAProfileIsAtMostItsBytes() {
        byte[] profile = new byte[16];
        profile[0] = 0x6f;
        byte[] tiff = TiffFile.of(1, 1, 1, 8).with(profile).file(new byte[1]);
        byte[] corrected = ProfileSize.correctedInTiff(tiff);
        assertThat(corrected).hasSameSizeAs(tiff).isNotEqualTo(tiff);
        assertThat(ProfileSize.correctedInTiff(corrected)).isSameAs(corrected);
        assertThat(Picture.read(tiff).rgb()).hasSize(3);

        ByteBuffer jpeg = ByteBuffer.allocate(2 + 4 + 14 + 16 + 4);
        jpeg.putShort((short) 0xffd8).putShort((short) 0xffe2).putShort((short) (2 + 14 + 16));
        jpeg.put("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) 1)
                .put((byte) 1);
        jpeg.put(profile).putShort((short) 0xffda);
        assertThat(ByteBuffer.wrap(ProfileSize.correctedInJpeg(jpeg.array())).getInt(20))
                .isEqualTo(16);
    }

    private static final String DESCRIPTION = "sRGB, linear light";

    private static byte[] described(int space) {
        byte[] text = DESCRIPTION.getBytes(StandardCharsets.US_ASCII);
        byte[] tag = ByteBuffer.allocate(12 + text.length + 1 + 79)
                .putInt(0x64657363) // desc
                .putInt(0)
                .putInt(text.length + 1)
                .put(text)
                .array();
        ICC_Profile profile =
                ICC_Profile.getInstance(ICC_Profile.getInstance(space).getData());
        profile.setData(ICC_Profile.icSigProfileDescriptionTag, tag);
        return profile.getData();
    }

    private static byte[] png(byte[] profile) throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x80ff00);
        byte[] plain = TestPictures.encode(image, "png");
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.write("iCCPsRGB\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(chunk)) {
            deflated.write(profile);
        }
        CRC32 sum = new CRC32();
        sum.update(chunk.toByteArray());
        return ByteBuffer.allocate(plain.length + chunk.size() + 8)
                .put(plain, 0, 33)
                .putInt(chunk.size() - 4)
                .put(chunk.toByteArray())
                .putInt((int) sum.getValue())
                .put(plain, 33, plain.length - 33)
                .array();
    }

    @Test
    void aLinearProfileDescribedAsSrgbIsApplied() throws IOException {
        byte[] linear = described(ColorSpace.CS_LINEAR_RGB);
        assertThat(TestPictures.pixel(Picture.read(png(linear)), 0, 0)[0]).isCloseTo(188, within(1));
        byte[] pixel = {(byte) 128, (byte) 255, 0};
        Picture tiff = Picture.read(TiffFile.of(1, 1, 3, 8).with(linear).file(pixel));
        assertThat(TestPictures.pixel(tiff, 0, 0)[0]).isCloseTo(188, within(1));
    }

    @Test
    void sRgbChangesNothing() throws IOException {
        assertThat(Picture.read(png(described(ColorSpace.CS_sRGB))).rgb()).containsExactly(128, 255, 0);
    }

    @Test
    void aDamagedProfileIsIgnored() throws IOException {
        assertThat(Picture.read(png(new byte[200])).rgb()).containsExactly(128, 255, 0);
        byte[] linear = described(ColorSpace.CS_LINEAR_RGB);
        assertThat(Picture.read(png(java.util.Arrays.copyOf(linear, 200))).rgb())
                .containsExactly(128, 255, 0);
    }
}
