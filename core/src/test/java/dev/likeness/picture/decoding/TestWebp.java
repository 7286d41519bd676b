package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/** WebP files put together from the chunks of others. */
final class TestWebp {
    static final int ANIMATION = 0x02;
    static final int PROFILE = 0x20;

    private TestWebp() {}

    static byte[] entry(String archive, String name) {
        Map<String, byte[]> files = WebpTest.files(archive);
        return Objects.requireNonNull(files.get(name), name);
    }

    /** A file of these chunks. */
    static byte[] riff(byte[]... chunks) {
        byte[] data = join(chunks);
        return join(text("RIFF"), number(4 + data.length, 4), text("WEBP"), data);
    }

    static byte[] chunk(String kind, byte[]... data) {
        byte[] joined = join(data);
        return join(text(kind), number(joined.length, 4), joined, new byte[joined.length & 1]);
    }

    static byte[] extended(int flags, int width, int height) {
        return chunk("VP8X", number(flags, 4), number(width - 1, 3), number(height - 1, 3));
    }

    /** A frame of an animation at an even place; width and height are what it states, whatever its chunks hold. */
    static byte[] frame(int[] leftTopWidthHeight, byte[]... chunks) {
        return chunk(
                "ANMF",
                number(leftTopWidthHeight[0] / 2, 3),
                number(leftTopWidthHeight[1] / 2, 3),
                number(leftTopWidthHeight[2] - 1, 3),
                number(leftTopWidthHeight[3] - 1, 3),
                number(100, 3),
                new byte[1],
                join(chunks));
    }

    /** The parameters of an animation: a black background, which nothing that shows WebP draws, and no end. */
    static byte[] animation() {
        return chunk("ANIM", number(0xff000000, 4), number(0, 2));
    }

    /** A lossless picture of one colour: each pixel takes no bit, so that it has a few bytes at any size. */
    static byte[] plain(int width, int height) {
        int sizes = (width - 1) | (height - 1) << 14;
        long codes = 0;
        for (int code = 0; code < 5; code++) {
            codes = codes << 4 | 1; // a simple code (1) of one symbol (0) of one bit (0), which is 0
        }
        int noTransform = 3; // and no colour cache, and no groups of codes: three bits that are 0
        byte[] data = join(new byte[] {0x2f}, number(sizes, 4), number((int) (codes << noTransform), 4), new byte[4]);
        return riff(chunk("VP8L", data));
    }

    /** The first chunk of a kind in a file, with its header; empty where there is none. */
    static byte[] chunkOf(byte[] file, String kind) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 12; at + 8 <= file.length; ) {
            int length = bytes.getInt(at + 4);
            if (PictureFormat.text(file, at, 4).equals(kind)) {
                byte[] data = new byte[length];
                bytes.get(at + 8, data);
                return chunk(kind, data);
            }
            at += 8 + length + (length & 1);
        }
        return new byte[0];
    }

    /** Decodes as where libwebp cannot be loaded. */
    static Picture byOtherReader(byte[] file) {
        Pixels pixels = Deadline.within(Duration.ofSeconds(30), "x", deadline -> {
            try {
                return WebpDecoding.of(file, "x", PictureLimits.DEFAULT)
                        .byReader(
                                () -> ImageIO.getImageReadersByFormatName("WebP")
                                        .next(),
                                deadline)
                        .picture(null);
            } catch (IOException e) {
                throw new InputException("x: " + e.getMessage(), e);
            }
        });
        return new Picture(pixels.width(), pixels.height(), pixels.rgb());
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] text(String letters) {
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] number(int value, int bytes) {
        byte[] number = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            number[i] = (byte) (value >> (8 * i));
        }
        return number;
    }
}
