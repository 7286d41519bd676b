package dev.likeness.picture.decoding;

import static dev.likeness.picture.decoding.TestPictures.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with lost pixels and an intact end are refused; harmless faults are not. */
class DamageTest {
    private static BufferedImage busy() {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 160 * 120; i++) {
            image.setRGB(i % 160, i / 160, (i * 2_654_435 ^ i * 31) & 0xffffff);
        }
        return image;
    }

    private static byte[] jpeg(boolean progressive) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(busy(), null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void assertDamaged(byte[] file) {
        assertThatThrownBy(() -> Picture.read(file, "x"))
                .isInstanceOf(InputException.class)
                .hasMessageMatching("x: the [A-Z]+ file (is damaged|ends early).*");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJpegWithATruncatedOrZeroedScanIsRefused(boolean progressive) throws IOException {
        byte[] whole = jpeg(progressive);
        assertThat(Picture.read(whole).width()).isEqualTo(160);
        for (double part : new double[] {0.4, 0.6, 0.9}) {
            byte[] cut = Arrays.copyOf(whole, (int) (part * whole.length));
            cut[cut.length - 2] = (byte) 0xff;
            cut[cut.length - 1] = (byte) 0xd9;
            assertDamaged(cut);
            if (progressive) {
                continue; // zeros in a scan that adds bits may be pixels
            }
            byte[] hole = whole.clone();
            Arrays.fill(hole, (int) (part * whole.length) - 200, (int) (part * whole.length), (byte) 0);
            assertDamaged(hole);
        }
    }

    @Test
    void aProgressiveJpegThatEndsBetweenTwoScansIsRefused() throws IOException {
        byte[] whole = jpeg(true);
        int scans = 0;
        for (int i = 2; i < whole.length - 1; i++) {
            if (whole[i] == (byte) 0xff && whole[i + 1] == (byte) 0xda && ++scans > 1) {
                byte[] cut = Arrays.copyOf(whole, i + 2);
                cut[i + 1] = (byte) 0xd9;
                assertDamaged(cut);
            }
        }
        assertThat(scans).isGreaterThan(3);
    }

    @Test
    void aJpegWithHarmlessFaultsIsRead() throws IOException {
        byte[] whole = jpeg(false);
        byte[] expected = Picture.read(whole).rgb();
        byte[] trailing = Arrays.copyOf(whole, whole.length + 5000);
        Arrays.fill(trailing, whole.length, trailing.length, (byte) 77);
        assertThat(Picture.read(trailing).rgb()).isEqualTo(expected);
        byte[] padded = ByteBuffer.allocate(whole.length + 300)
                .put(whole, 0, whole.length - 2)
                .put(new byte[300])
                .put(whole, whole.length - 2, 2)
                .array();
        assertThat(Picture.read(padded).rgb()).isEqualTo(expected);
        byte[] revision = whole.clone();
        revision[11] = 9; // of JFIF
        assertThat(Picture.read(revision).rgb()).isEqualTo(expected);
        byte[] gap = ByteBuffer.allocate(whole.length + 40)
                .put(whole, 0, 20)
                .put(new byte[40])
                .put(whole, 20, whole.length - 20)
                .array();
        assertThat(Picture.read(gap).rgb()).isEqualTo(expected);
        byte[] profile =
                "\u00ff\u00e2\u0000\u0014ICC_PROFILE\u0000\u0003\u0002abcd".getBytes(StandardCharsets.ISO_8859_1);
        byte[] odd = ByteBuffer.allocate(whole.length + profile.length)
                .put(whole, 0, 20)
                .put(profile)
                .put(whole, 20, whole.length - 20)
                .array();
        assertThat(Picture.read(odd).rgb()).isEqualTo(expected);
    }

    @Test
    void theChecksumsOfAPngAreVerified() throws IOException {
        byte[] whole = encode(busy(), "png");
        int data = find(whole, "IDAT");
        byte[] changed = whole.clone();
        changed[data + 900] ^= 1;
        assertDamaged(changed);
        repair(changed, data); // now only the checksum of the pixels is wrong
        assertDamaged(changed);
        byte[] header = whole.clone();
        header[29] ^= 1;
        assertDamaged(header);
        int length = ByteBuffer.wrap(whole).getInt(data - 4);
        byte[] cut = ByteBuffer.allocate(whole.length - 1000)
                .put(whole, 0, data - 4)
                .putInt(length - 1000)
                .put(whole, data, length - 1000 + 4)
                .put(whole, data + 4 + length, whole.length - data - 4 - length)
                .array();
        repair(cut, data);
        assertDamaged(cut);
        byte[] text = ByteBuffer.allocate(whole.length + 16)
                .put(whole, 0, 33)
                .putInt(4)
                .put("tEXtabcd".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(7)
                .put(whole, 33, whole.length - 33)
                .array();
        assertThat(Picture.read(text).rgb()).isEqualTo(Picture.read(whole).rgb());
    }

    /** A PNG file of one pixel with a further chunk before another one. */
    private static byte[] with(BufferedImage image, String name, byte[] data, String before) throws IOException {
        byte[] png = encode(image, "png");
        int at = find(png, before) - 4;
        byte[] longer = ByteBuffer.allocate(png.length + 12 + data.length)
                .put(png, 0, at)
                .putInt(data.length)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .put(data)
                .putInt(0)
                .put(png, at, png.length - at)
                .array();
        repair(longer, at + 4);
        return longer;
    }

    /** As libpng does: behind the pixels, before the palette, and with more opacities than colours. */
    @Test
    void transparencyOutOfPlaceIsIgnoredInAPng() throws IOException {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        byte[] black = {0, 0};
        assertThat(Picture.read(with(grey, "tRNS", black, "IDAT")).rgb()).containsOnly((byte) 255);
        assertThat(Picture.read(with(grey, "tRNS", black, "IEND")).rgb()).containsOnly((byte) 0);

        IndexColorModel two = new IndexColorModel(1, 2, new byte[2], new byte[2], new byte[2]);
        BufferedImage indexed = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, two);
        byte[] clear = {0, 0};
        assertThat(Picture.read(with(indexed, "tRNS", clear, "IDAT")).rgb()).containsOnly((byte) 255);
        assertThat(Picture.read(with(indexed, "tRNS", clear, "PLTE")).rgb()).containsOnly((byte) 0);
        assertThat(Picture.read(with(indexed, "tRNS", new byte[3], "IDAT")).rgb())
                .containsOnly((byte) 0);
    }

    /** Orientation 6 in an eXIf chunk: it is applied only before IEND and with a correct checksum. */
    @Test
    void orientationOutOfPlaceIsIgnoredInAPng() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
        byte[] turned = with(image, "eXIf", exif, "IDAT");
        assertThat(Picture.read(turned).width()).isEqualTo(1);
        byte[] damaged = turned.clone();
        damaged[find(turned, "eXIf") + 4 + exif.length] ^= 1;
        assertThat(Picture.read(damaged).width()).isEqualTo(2);
        byte[] end = encode(image, "png");
        byte[] behind = Arrays.copyOf(end, end.length + 12 + exif.length);
        int chunk = find(turned, "eXIf") - 4;
        System.arraycopy(turned, chunk, behind, end.length, 12 + exif.length);
        assertThat(Picture.read(behind).width()).isEqualTo(2);
    }

    /** As other programs do: an index that the palette does not have makes nothing transparent. */
    @Test
    void aTransparentIndexBeyondThePaletteOfAGifIsIgnored() throws IOException {
        byte[] black = new byte[2];
        IndexColorModel colours = new IndexColorModel(1, 2, black, black, black, 1);
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, colours);
        image.getRaster().setSample(1, 0, 0, 1);
        byte[] gif = encode(image, "gif");
        assertThat(Picture.read(gif).rgb()).containsExactly(0, 0, 0, 255, 255, 255);
        int control = GifCanvas.behindPalette(gif);
        assertThat(gif[control + 1] & 0xff).isEqualTo(0xf9);
        gif[control + 6] = (byte) 200;
        assertThat(Picture.read(gif).rgb()).containsOnly((byte) 0);
    }

    private static int find(byte[] png, String chunk) {
        for (int i = 8; i < png.length - 4; i++) {
            if (PictureFormat.text(png, i, 4).equals(chunk)) {
                return i;
            }
        }
        throw new AssertionError("no chunk " + chunk);
    }

    private static void repair(byte[] png, int name) {
        int length = ByteBuffer.wrap(png).getInt(name - 4);
        CRC32 sum = new CRC32();
        sum.update(png, name, length + 4);
        ByteBuffer.wrap(png).putInt(name + 4 + length, (int) sum.getValue());
    }

    /** Some programs fill up the space between the blocks. */
    @Test
    void zerosBetweenTheBlocksOfAGifAreSkipped() throws IOException {
        BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(3, 2, 0xffffff);
        byte[] gif = encode(image, "gif");
        int blocks = GifCanvas.behindPalette(gif);
        byte[] extension = {0, 0x21, (byte) 0xfe, 3, 0, 0, 0, 0, 0, 0}; // a comment, zeros before and behind it
        ByteBuffer padded = ByteBuffer.allocate(gif.length + extension.length);
        padded.put(gif, 0, blocks).put(extension).put(gif, blocks, gif.length - blocks);
        assertThat(Picture.read(padded.array()).rgb())
                .isEqualTo(Picture.read(gif).rgb());
        byte[] cut = Arrays.copyOf(padded.array(), blocks + 5);
        assertThatThrownBy(() -> Picture.read(cut)).hasMessageContaining("ends early, after " + cut.length + " bytes");
    }

    @Test
    void aGifWithMissingPixelsIsRefused() throws IOException {
        BufferedImage image = new BufferedImage(90, 70, BufferedImage.TYPE_BYTE_INDEXED);
        for (int i = 0; i < 90 * 70; i++) {
            image.getRaster().setSample(i % 90, i / 90, 0, i * 7 % 251 ^ i / 90);
        }
        byte[] whole = encode(image, "gif");
        assertThat(Picture.read(whole).width()).isEqualTo(90);
        int block = GifCanvas.descriptor(whole) + 11;
        for (int i = 0; i < 3; i++) {
            block += 1 + (whole[block] & 0xff);
        }
        byte[] cut = Arrays.copyOf(whole, block + 2);
        cut[block] = 0;
        cut[block + 1] = 0x3b;
        assertDamaged(cut);
    }

    @ParameterizedTest
    @CsvSource({
        "c0, 12, a JPEG picture of 12 bits",
        "c2, 12, a JPEG picture of 12 bits",
        "c9, 8, arithmetic coding",
        "ca, 8, arithmetic coding",
        "f7, 8, a JPEG-LS picture",
        "c5, 8, a hierarchical JPEG picture",
    })
    void jpegsOfUnsupportedTypesAreNamed(String marker, int bits, String name) throws IOException {
        byte[] file = jpeg(false);
        int at = 2;
        while (file[at + 1] != (byte) 0xc0) {
            at += 2 + ByteBuffer.wrap(file).getShort(at + 2);
        }
        file[at + 1] = (byte) Integer.parseInt(marker, 16);
        file[at + 4] = (byte) bits;
        assertThatThrownBy(() -> Picture.read(file, "x"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x: this is a")
                .hasMessageContaining(name)
                .hasMessageContaining("which is not supported; save it as");
    }

    @Test
    void anIphonePngIsNamed() throws IOException {
        byte[] whole = encode(busy(), "png");
        byte[] chunk = {0, 0, 0, 4, 'C', 'g', 'B', 'I', 0x50, 0, 0x20, 6, 0x2c, (byte) 0xb8, 0x77, 0x66};
        byte[] file = ByteBuffer.allocate(whole.length + chunk.length)
                .put(whole, 0, 8)
                .put(chunk)
                .put(whole, 8, whole.length - 8)
                .array();
        assertThatThrownBy(() -> Picture.read(file, "x"))
                .hasMessageStartingWith("x: this is a PNG picture in Apple's form");
    }
}
