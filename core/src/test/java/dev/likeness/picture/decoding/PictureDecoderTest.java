package dev.likeness.picture.decoding;

import static dev.likeness.picture.decoding.TestPictures.encode;
import static dev.likeness.picture.decoding.TestPictures.pixel;
import static dev.likeness.picture.decoding.TestPictures.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads real files of every format; the expected pixels were computed outside Java. */
class PictureDecoderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "tiff", "jpg"})
    void greyKeepsItsExactValues(String ending) throws IOException {
        BufferedImage grey = new BufferedImage(256, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 256; x++) {
            for (int y = 0; y < 8; y++) {
                grey.getRaster().setSample(x, y, 0, x);
            }
        }
        Picture picture = Picture.read(encode(grey, ending));
        for (int x = 0; x < 256; x++) {
            int tolerance = ending.equals("jpg") ? 3 : 0;
            assertThat(pixel(picture, x, 3)[0]).as("grey %d", x).isCloseTo(x, within(tolerance));
            assertThat(pixel(picture, x, 3)[2]).isEqualTo(pixel(picture, x, 3)[0]);
        }
    }

    /** Binary and plain, with a comment in the header, as image sequences are published. */
    @Test
    void portableMapsAreReadByteForByte() {
        byte[] grey = ("P5\n# drawn\n2 1\n255\n" + (char) 7 + (char) 200).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Picture.read(grey).rgb()).containsExactly(7, 7, 7, 200, 200, 200);
        byte[] colour = ("P6 1 2 255\n" + (char) 1 + (char) 2 + (char) 3 + (char) 250 + (char) 100 + (char) 0)
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Picture.read(colour).height()).isEqualTo(2);
        assertThat(Picture.read(colour).rgb()).containsExactly(1, 2, 3, 250, 100, 0);
        byte[] text = "P2\n3 1\n255\n9 128 255\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Picture.read(text).rgb()).containsExactly(9, 9, 9, 128, 128, 128, 255, 255, 255);
    }

    @Test
    void greyWithAlphaIsBlendedWithWhite() throws IOException {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(3, 1);
        raster.setPixels(0, 0, 3, 1, new int[] {100, 255, 100, 0, 100, 51});
        BufferedImage image = new BufferedImage(model, raster, false, null);
        for (Picture picture : new Picture[] {Picture.of(image), Picture.read(encode(image, "png"))}) {
            assertThat(pixel(picture, 0, 0)).containsExactly(100, 100, 100);
            assertThat(pixel(picture, 1, 0)).containsExactly(255, 255, 255);
            assertThat(pixel(picture, 2, 0)).containsExactly(224, 224, 224); // 100 / 5 + 255 * 4 / 5
        }
    }

    @Test
    void sixteenBitsAreRoundedToEight() throws IOException {
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 128, 129, 65535});
        Picture picture = Picture.read(encode(image, "png"));
        assertThat(picture.rgb()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 255, 255, 255);

        Picture tiff = Picture.read(resource("grey16.tif"));
        assertThat(pixel(tiff, 7, 5)[0]).isEqualTo(Math.round((1600 * 7 + 7 * 5) / 257f));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void everyTypeOfImageIsFlattened(int type) {
        BufferedImage image = new BufferedImage(5, 4, type);
        image.setRGB(2, 1, new Color(10, 20, 30).getRGB());
        BufferedImage part = image.getSubimage(2, 1, 2, 2);
        assertThat(pixel(Picture.of(image), 2, 1)).containsExactly(10, 20, 30);
        assertThat(pixel(Picture.of(part), 0, 0)).containsExactly(10, 20, 30);
        int rest = image.getColorModel().hasAlpha() ? 255 : 0;
        assertThat(pixel(Picture.of(part), 1, 1)).containsExactly(rest, rest, rest);
    }

    @Test
    void halfTransparentColoursAreBlendedWithWhite() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80ff0000);
        assertThat(pixel(Picture.of(image), 0, 0)).containsExactly(255, 127, 127);
    }

    @Test
    void otherColourSpacesAreConverted() {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB), false, false, 1, DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        raster.setPixel(0, 0, new int[] {128, 128, 128});
        // The sRGB transfer function maps half of the light to 188.
        assertThat(pixel(Picture.of(new BufferedImage(model, raster, false, null)), 0, 0)[0])
                .isCloseTo(188, within(1));
    }

    @Test
    void cmykJpegIsConverted() {
        Picture picture = Picture.read(resource("cmyk.jpg"));
        for (int x = 4; x < 40; x += 7) {
            for (int y = 4; y < 24; y += 5) {
                assertThat(pixel(picture, x, y)[0]).isCloseTo(6 * x % 256, within(40));
                assertThat(pixel(picture, x, y)[1]).isCloseTo(10 * y % 256, within(40));
            }
        }
    }

    @Test
    void webpIsReadWithAndWithoutAlpha() {
        assertThat(Picture.read(resource("lossless.webp"))).satisfies(PictureDecoderTest::isPattern);
        Picture picture = Picture.read(resource("alpha.webp"));
        int opacity = 11 * 20 % 256;
        assertThat(pixel(picture, 30, 20)[0]).isCloseTo((180 * opacity + 255 * (255 - opacity)) / 255, within(1));
    }

    @Test
    void streamsAreReadToTheirEnd() {
        assertThat(Picture.read(new ByteArrayInputStream(resource("lossless.webp"))))
                .satisfies(PictureDecoderTest::isPattern);
    }

    @Test
    void anAbsentFileIsReported() {
        Path absent = folder.resolve("absent.png");
        assertRefused(() -> Picture.read(absent), absent + ": there is no such file; check the path");
    }

    @Test
    void aFolderIsRefused() {
        assertRefused(
                () -> Picture.read(folder), folder + ": this is a folder, not a picture; choose one picture file");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.png"));
        assertRefused(() -> Picture.read(empty), empty + ": the file is empty (0 bytes)");
    }

    @ParameterizedTest
    @CsvSource({
        "'....ftypheic', a HEIC picture",
        "'....ftypcrx ', a raw photograph (CR3)",
        "'version https://git-lfs.github.com/spec/v1', a pointer of Git LFS",
        "'BPG\u00fb', a BPG picture",
        "'\u0000\u0005\u0016\u0007', a file with macOS attributes",
        "'\u00ef\u00bb\u00bf<html>', a web page",
        "'\u00ff\u00fe<\u0000s\u0000v\u0000g\u0000', an SVG drawing",
        "'....ftypavif', an AVIF picture",
        "'\u0000\u0000\u0000\u0018ftypmif1\u0000\u0000\u0000\u0000mif1heic', a HEIC picture",
        "'\u0000\u0000\u0000\u001cftypmif1\u0000\u0000\u0000\u0000mif1miafavif', an AVIF picture",
        "'....ftypmp42', a video or audio file",
        "'....JXL ....', a JPEG XL picture",
        "'8BPS..', a Photoshop document",
        "'qoif....', a QOI picture",
        "'v/1\u0001....', an OpenEXR picture",
        "'#?RADIANCE', a Radiance HDR picture",
        "'SIMPLE  =      T', a FITS picture",
        "'DDS ....', a texture",
        "'%!PS-Adobe', a PostScript document",
        "'IIU\u0000....', a raw photograph",
        "'FUJIFILMCCD-RAW', a raw photograph",
        "'\u001f\u008b....', a compressed file",
        "'%PDF-1.7', a PDF document",
        "'PK\u0003\u0004..', a zip archive",
        "'<svg xmlns=', an SVG drawing",
        "'<!DOCTYPE html>', a web page",
        "'hello, world', plain text",
        "'\u0001\u0002\u0003', not a known picture format",
    })
    void otherFormatsAreNamed(String bytes, String name) throws IOException {
        Path file = Files.write(folder.resolve("file.jpg"), bytes.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(() -> Picture.read(file), file + ": this is " + name);
        assertRefused(
                () -> Picture.read(file), name.startsWith("not ") ? "; check the path" : "which is not supported; ");
        assertRefused(() -> Picture.read(file), "supported are JPEG, PNG, WebP");
    }

    @Test
    void heicAndAvifErrorsNameTheNextStep() {
        assertRefused(() -> Picture.read("....ftypheic".getBytes(StandardCharsets.ISO_8859_1)), "heif-convert");
        assertRefused(() -> Picture.read("....ftypavif".getBytes(StandardCharsets.ISO_8859_1)), "avifdec");
        assertRefused(
                () -> Picture.read("....ftypavif".getBytes(StandardCharsets.ISO_8859_1)),
                "add the module likeness-heif");
    }

    @Test
    void aBrokenLinkAndAPipeAreRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("absent"));
        assertRefused(() -> Picture.read(link), link + ": there is no such file; check the path (it is a link");
        Path device = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.exists(device));
        assertRefused(() -> Picture.read(device), "/dev/zero: this is a device");
    }

    /** Photographs from phones and screenshots have wide profiles, also as images of Java2D. */
    @Test
    void anImageWithAProfileIsConverted() {
        ICC_Profile linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB);
        var model = new ComponentColorModel(new ICC_ColorSpace(linear), false, false, 1, DataBuffer.TYPE_BYTE);
        WritableRaster raster = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).getRaster();
        raster.setPixel(0, 0, new int[] {128, 0, 255});
        BufferedImage image = new BufferedImage(model, raster, false, null);
        assertThat(pixel(Picture.of(image), 0, 0)[0]).isCloseTo(188, within(1));
    }

    /** A profile of half a gigabyte in a few kilobytes is not unpacked, and the pixels are read without it. */
    @Test
    void aProfileThatUnpacksTooLargeIsIgnored() throws IOException {
        byte[] png = encode(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write("iCCPx\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bomb)) {
            for (int i = 0; i < 512; i++) {
                deflated.write(new byte[1 << 16]);
            }
        }
        CRC32 crc = new CRC32();
        crc.update(bomb.toByteArray());
        byte[] with = ByteBuffer.allocate(png.length + bomb.size() + 8)
                .put(png, 0, 33)
                .putInt(bomb.size() - 4)
                .put(bomb.toByteArray())
                .putInt((int) crc.getValue())
                .put(png, 33, png.length - 33)
                .array();
        assertThat(Picture.read(with).width()).isEqualTo(2);
        assertThat(new PngChunks(with).profile()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void truncatedFilesAreRefused(String ending) throws IOException {
        BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 3600; i++) {
            image.setRGB(i % 60, i / 60, i * 0x10203);
        }
        byte[] whole = encode(image, ending);
        for (double part : new double[] {0.3, 0.6, 0.9}) {
            byte[] cut = Arrays.copyOf(whole, (int) (part * whole.length));
            assertRefused(() -> Picture.read(cut), "file ends early, after " + cut.length + " bytes");
        }
    }

    @Test
    void truncatedWebpIsRefused() {
        byte[] whole = resource("lossless.webp");
        assertRefused(() -> Picture.read(Arrays.copyOf(whole, whole.length / 2)), "the WebP file ends early");
    }

    @Test
    void aTruncatedJpegWithAPreviewIsDetected() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        byte[] preview = encode(image, "jpg");
        byte[] jpeg = encode(image, "jpg");
        byte[] both = ByteBuffer.allocate(jpeg.length + preview.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) 0xffe2)
                .putShort((short) (preview.length + 2))
                .put(preview)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
        assertThat(Picture.read(both).width()).isEqualTo(64);
        assertRefused(() -> Picture.read(Arrays.copyOf(both, both.length - 9)), "the JPEG file ends early");
    }

    @Test
    void damageIsReported() throws IOException {
        byte[] png = encode(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB), "png");
        Arrays.fill(png, 45, 60, (byte) 7);
        assertRefused(() -> Picture.read(png, "x.png"), "x.png: the PNG file is damaged (");
    }

    @Test
    void hugePicturesAreRefusedBeforeTheyAreDecoded() {
        assertRefused(() -> Picture.read(pngHeader(30_001, 10)), "the picture says it is 30001x10 pixels; at most 100");
        assertRefused(() -> Picture.read(pngHeader(20_000, 5_001)), "the picture says it is 20000x5001 pixels");
    }

    private static void assertRefused(Runnable read, String message) {
        assertThatThrownBy(read::run)
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private static void isPattern(Picture picture) {
        assertThat(picture.width()).isEqualTo(40);
        for (int y = 0, at = 0; y < 24; y++) {
            for (int x = 0; x < 40; x++) {
                assertThat(picture.rgb()[at++]).isEqualTo((byte) (6 * x));
                assertThat(picture.rgb()[at++]).isEqualTo((byte) (10 * y));
                assertThat(picture.rgb()[at++]).isEqualTo((byte) (3 * x * y));
            }
        }
    }

    /** The start of a PNG file that states too many pixels. */
    private static byte[] pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.array());
        byte[] end = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};
        return ByteBuffer.allocate(8 + 4 + 17 + 4 + end.length)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(header.array())
                .putInt((int) crc.getValue())
                .put(end)
                .array();
    }
}
