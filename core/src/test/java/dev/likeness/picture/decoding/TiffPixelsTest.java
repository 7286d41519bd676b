package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The meaning of samples in TIFF files, by tags that this test writes. */
class TiffPixelsTest {
    private static final int SAMPLE_FORMAT = 339;
    private static final int EXTRA_SAMPLES = 338;
    private static final int PHOTOMETRIC = 262;

    private static byte[] grey(Picture picture) {
        byte[] grey = new byte[picture.width() * picture.height()];
        for (int i = 0; i < grey.length; i++) {
            assertThat(picture.rgb()[3 * i + 1]).isEqualTo(picture.rgb()[3 * i]);
            assertThat(picture.rgb()[3 * i + 2]).isEqualTo(picture.rgb()[3 * i]);
            grey[i] = picture.rgb()[3 * i];
        }
        return grey;
    }

    private static ByteBuffer samples(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(byte[] pixels) {
        java.util.zip.Deflater deflater = new java.util.zip.Deflater();
        deflater.setInput(pixels);
        deflater.finish();
        byte[] room = new byte[2 * pixels.length + 100];
        int length = deflater.deflate(room);
        deflater.end();
        return java.util.Arrays.copyOf(room, length);
    }

    private static byte[] deflatedFile(byte[] pixels) {
        return TiffFile.of(64, 64, 1, 8).with(259, 8).file(pixels);
    }

    /** Nine samples of four bits in each row of three pixels, and half a byte of padding. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void threeSamplesOfFourBitsAreTakenAlikeInBothByteOrders(boolean little) {
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] packed = {(byte) 0xa1, 0x0f, (byte) 0x80, 0x25, (byte) 0xc0};
        byte[] file = new TiffFile(order, false).sized(3, 1, 3, 4).file(packed);
        assertThat(Picture.read(file).rgb())
                .containsExactly(10 * 17, 17, 0, 15 * 17, 8 * 17, 0, 2 * 17, 5 * 17, 12 * 17);
    }

    @Test
    void aTileThatIsTooShortIsRefused() {
        byte[] whole = new byte[16 * 16];
        assertThat(Picture.read(tile(8).with(325, 256).file(whole)).width()).isEqualTo(11);
        assertThatThrownBy(() -> Picture.read(tile(8).with(325, 200).file(whole)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has 200 bytes, not 256");
    }

    /** Bits whose rows the reader would mix up, because the picture ends within a byte of the tile. */
    @Test
    void aTileThatIsCutWithinAByteIsUnsupported() {
        byte[] file = tile(12).with(325, 384).file(new byte[384]);
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("12 bits, in tiles that its right edge cuts")
                .hasMessageContaining("not supported");
    }

    /** Three pixels of six bits leave six bits in the last byte, which the reader would take for a pixel. */
    @ParameterizedTest
    @CsvSource({"3, 6, 1", "7, 6, 1", "3, 2, 3"})
    void rowsThatLeaveRoomForAPixelAreUnsupported(int width, int bits, int samples) {
        byte[] file = TiffFile.of(width, 1, samples, bits).file(new byte[(width * bits * samples + 7) / 8]);
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "whose pixels have 6 bits, in rows of " + width + " pixels, which is not supported");
        byte[] wider = TiffFile.of(width + 1, 1, samples, bits).file(new byte[bits * samples]);
        assertThat(Picture.read(wider).rgb()).containsOnly((byte) 0);
    }

    /** 11 of the 16 columns of one tile. */
    private static TiffFile tile(int bits) {
        return TiffFile.of(11, 16, 1, bits).with(322, 16).with(323, 16).with(324, 16);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 1, 1, with samples of 12 bits",
        "8, 3, 2, with its samples in planes",
    })
    void kindsOfJpegThatAreNotReadAreNamed(int bits, int samples, int planar, String kind) {
        byte[] file =
                TiffFile.of(8, 8, samples, bits).with(259, 7).with(284, planar).file(new byte[100]);
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a TIFF picture compressed by JPEG " + kind + ", which is not supported");
    }

    /** A strip of JPEG data, complete or without its last scan. */
    @Test
    void missingScansOfJpegInATiffAreRefused() {
        byte[] whole = TestPictures.resource("three-scans.jpg");
        Picture expected = Picture.read(whole);
        int last = 0;
        for (int i = 0; i + 1 < whole.length; i++) {
            last = (whole[i] & 0xff) == 0xff && (whole[i + 1] & 0xff) == 0xda ? i : last;
        }
        byte[] cut = java.util.Arrays.copyOf(whole, last + 2);
        cut[last + 1] = (byte) 0xd9;
        TiffFile tiff = TiffFile.of(expected.width(), expected.height(), 3, 8)
                .with(259, 7)
                .with(262, 6);
        assertThat(Picture.read(tiff.file(whole)).width()).isEqualTo(expected.width());
        assertThatThrownBy(() -> Picture.read(tiff.file(cut)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ends early");
    }

    @Test
    void theChecksumOfDeflatedPixelsIsVerified() {
        byte[] pixels = new byte[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31 ^ i >> 5);
        }
        byte[] sound = deflated(pixels);
        assertThat(grey(Picture.read(deflatedFile(sound)))).isEqualTo(pixels);
        byte[] longer = deflated(java.util.Arrays.copyOf(pixels, pixels.length + 1000)); // padding is harmless
        assertThat(grey(Picture.read(deflatedFile(longer)))).isEqualTo(pixels);
        longer[longer.length - 1] ^= 1;
        assertThatThrownBy(() -> Picture.read(deflatedFile(longer), "x"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its compressed data are invalid: incorrect data check");
        byte[] endless = deflated(java.util.Arrays.copyOf(pixels, 1 << 20));
        assertThatThrownBy(() -> Picture.read(deflatedFile(endless), "x"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its compressed data continue past its pixels");
    }

    @Test
    void floatingPointIsAGreyValueNotLight() {
        byte[] four = samples(24)
                .putFloat(0)
                .putFloat(60 / 255f)
                .putFloat(1)
                .putFloat(-1)
                .putFloat(2)
                .putFloat(Float.NaN)
                .array();
        assertThat(grey(Picture.read(
                        TiffFile.of(6, 1, 1, 32).with(SAMPLE_FORMAT, 3).file(four))))
                .containsExactly(0, 60, 255, 0, 255, 0);
        byte[] eight = samples(16).putDouble(60 / 255.0).putDouble(1).array();
        assertThat(grey(Picture.read(
                        TiffFile.of(2, 1, 1, 64).with(SAMPLE_FORMAT, 3).file(eight))))
                .containsExactly(60, 255);
        byte[] half =
                samples(4).putShort((short) 0x3800).putShort((short) 0x3c00).array(); // 0.5 and 1
        assertThat(grey(Picture.read(
                        TiffFile.of(2, 1, 1, 16).with(SAMPLE_FORMAT, 3).file(half))))
                .containsExactly(128, 255);
    }

    @Test
    void signedIntegersHaveBlackAtZero() {
        byte[] one = {0, 64, 127, -128, -1};
        assertThat(grey(Picture.read(
                        TiffFile.of(5, 1, 1, 8).with(SAMPLE_FORMAT, 2).file(one))))
                .containsExactly(0, 129, 255, 0, 0);
        byte[] two = samples(8)
                .putShort((short) 0)
                .putShort((short) 7710)
                .putShort((short) 32767)
                .putShort((short) -9)
                .array();
        assertThat(grey(Picture.read(
                        TiffFile.of(4, 1, 1, 16).with(SAMPLE_FORMAT, 2).file(two))))
                .containsExactly(0, 60, 255, 0);
        byte[] four = samples(12)
                .putInt(Integer.MAX_VALUE)
                .putInt(Integer.MAX_VALUE / 255 * 60)
                .putInt(-1)
                .array();
        assertThat(grey(Picture.read(
                        TiffFile.of(3, 1, 1, 32).with(SAMPLE_FORMAT, 2).file(four))))
                .containsExactly(255, 60, 0);
    }

    @Test
    void unsignedIntegersOfThirtyTwoBitsAreRead() {
        byte[] four = samples(12).putInt(-1).putInt(60 * 0x01010101).putInt(0).array();
        assertThat(grey(Picture.read(TiffFile.of(3, 1, 1, 32).file(four)))).containsExactly(255, 60, 0);
    }

    /** Black becomes white; the opacity stays unchanged. */
    @Test
    void whiteMayBeZero() {
        byte[] plain = {0, 60, -1};
        assertThat(grey(Picture.read(
                        TiffFile.of(3, 1, 1, 8).with(PHOTOMETRIC, 0).file(plain))))
                .containsExactly(255, 195, 0);
        byte[] alpha = {60, -1, 60, 0};
        TiffFile tiff = TiffFile.of(2, 1, 2, 8).with(PHOTOMETRIC, 0).with(EXTRA_SAMPLES, 2);
        assertThat(grey(Picture.read(tiff.file(alpha)))).containsExactly(195, 255);
        byte[] signed = {0, 127, 67};
        assertThat(grey(Picture.read(TiffFile.of(3, 1, 1, 8)
                        .with(PHOTOMETRIC, 0)
                        .with(SAMPLE_FORMAT, 2)
                        .file(signed))))
                .containsExactly(255, 0, 120);
        byte[] fractions = samples(16)
                .putFloat(0.25f)
                .putFloat(1)
                .putFloat(0.25f)
                .putFloat(0)
                .array();
        tiff = TiffFile.of(2, 1, 2, 32)
                .with(PHOTOMETRIC, 0)
                .with(EXTRA_SAMPLES, 2)
                .with(SAMPLE_FORMAT, 3, 3);
        assertThat(grey(Picture.read(tiff.file(fractions)))).containsExactly(191, 255);
    }

    /** Half of (200, 100, 0) over white, with premultiplied opacity, separate opacity, or a sample without meaning. */
    @ParameterizedTest
    @CsvSource({"1, 100;50;0;128, 227;177;127", "2, 200;100;0;128, 227;177;127", "0, 200;100;0;128, 200;100;0"})
    void opacityFollowsTheTagsOfTheFile(int kind, String stored, String expected) {
        byte[] pixel = bytes(stored);
        assertThat(Picture.read(TiffFile.of(1, 1, 4, 8)
                                .with(EXTRA_SAMPLES, kind)
                                .file(pixel))
                        .rgb())
                .containsExactly(bytes(expected));
        byte[] wide = new byte[8];
        for (int i = 0; i < 8; i++) {
            wide[i] = pixel[i / 2]; // v * 257
        }
        assertThat(Picture.read(TiffFile.of(1, 1, 4, 16)
                                .with(EXTRA_SAMPLES, kind)
                                .file(wide))
                        .rgb())
                .containsExactly(bytes(expected));
        assertThat(Picture.read(TiffFile.of(1, 1, 5, 8)
                                .with(EXTRA_SAMPLES, kind, 0)
                                .file(bytes(stored + ";77")))
                        .rgb())
                .containsExactly(bytes(expected));
    }

    @ParameterizedTest
    @CsvSource({"1, 50;128, 177", "2, 100;128, 177", "0, 100;128, 100"})
    void greysMayHaveOpacity(int kind, String stored, int expected) {
        assertThat(grey(Picture.read(
                        TiffFile.of(1, 1, 2, 8).with(EXTRA_SAMPLES, kind).file(bytes(stored)))))
                .containsExactly(expected);
    }

    private static byte[] bytes(String list) {
        String[] parts = list.split(";");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i].strip());
        }
        return bytes;
    }

    static Stream<Arguments> forms() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(Arguments.of(order, false), Arguments.of(order, true)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyOrientationIsAppliedInEveryForm(ByteOrder order, boolean big) {
        byte[] pixels = {1, 2, 3, 4, 5, 6};
        String[] expected = {"123456", "321654", "654321", "456123", "142536", "415263", "635241", "362514"};
        for (int orientation = 1; orientation <= 8; orientation++) {
            Picture picture = Picture.read(new TiffFile(order, big)
                    .sized(3, 2, 1, 8)
                    .with(274, orientation)
                    .file(pixels));
            StringBuilder seen = new StringBuilder();
            for (byte value : grey(picture)) {
                seen.append(value);
            }
            assertThat(seen).as("orientation %d", orientation).hasToString(expected[orientation - 1]);
            assertThat(picture.width()).isEqualTo(orientation < 5 ? 3 : 2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "259, 50000, compressed by Zstandard",
        "259, 34887, compressed by LERC",
        "259, 50001, compressed by WebP",
        "259, 34712, compressed by JPEG 2000",
        "259, 34661, compressed by JBIG",
        "259, 61234, compressed by method 61234",
        "262, 32845, that contains LogLuv",
        "262, 32803, that contains the raw samples of a camera",
        "262, 4, that contains a mask",
        "262, 8, that contains CIELab",
        "262, 9, that contains ICCLab",
        "262, 10, that contains ITULab",
        "339, 6, of complex numbers",
        "258, 64, whose samples have 64 bits",
        "50706, 1, a raw photograph (DNG)",
    })
    void validFilesOfUnsupportedTypesAreNamed(int tag, int value, String name) {
        byte[] file = TiffFile.of(2, 2, 1, 8).with(tag, value).file(new byte[64]);
        assertThatThrownBy(() -> Picture.read(file, "x.tif"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x.tif: this is a")
                .hasMessageContaining(name)
                .hasMessageContaining("which is not supported; save it as")
                .message()
                .doesNotContain("damaged");
    }

    /** The preview of a raw photograph is not the photograph. */
    @Test
    void aPreviewIsNotUsedAsTheRawPhotograph() {
        byte[] file = TiffFile.of(2, 2, 1, 8).with(254, 1).with(330, 8).file(new byte[4]);
        assertThatThrownBy(() -> Picture.read(file)).hasMessageContaining("a raw photograph (TIFF family");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void stripsThatAreTooShortAreRefused(int bytes) {
        byte[] file = TiffFile.of(3, 2, 1, 8).with(279, bytes).file(new byte[6]);
        if (bytes == 0) { // some old writers leave all counts at 0: the size determines it
            assertThat(Picture.read(file).width()).isEqualTo(3);
        } else {
            assertThatThrownBy(() -> Picture.read(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("part 1 of 1 of its pixels has 5 bytes, not 6");
        }
    }
}
