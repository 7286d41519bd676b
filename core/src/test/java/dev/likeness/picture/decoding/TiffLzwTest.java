package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed strips and tiles, written by an encoder of this test: sound ones are read, damaged ones refused. */
class TiffLzwTest {
    private static final int LZW = 5;
    private static final int DEFLATE = 8;
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int SIDE = 128;

    /** Noise of few values, so that strings grow and the table is filled several times. */
    private static byte[] pixels() {
        byte[] pixels = new byte[SIDE * SIDE];
        int seed = 7;
        for (int i = 0; i < pixels.length; i++) {
            seed = seed * 1_103_515_245 + 12_345;
            pixels[i] = (byte) ((seed >>> 20) % 7 * 40);
        }
        return pixels;
    }

    /** The codes of some bytes, with a clear code whenever the table is nearly full. */
    private static List<Integer> codes(byte[] bytes) {
        List<Integer> codes = new ArrayList<>(List.of(CLEAR));
        Map<String, Integer> table = new HashMap<>();
        String string = "";
        for (byte b : bytes) {
            String longer = string + (char) (b & 0xff);
            if (longer.length() == 1 || table.containsKey(longer)) {
                string = longer;
                continue;
            }
            codes.add(code(table, string));
            table.put(longer, 258 + table.size());
            string = longer.substring(longer.length() - 1);
            if (258 + table.size() == 4093) {
                codes.add(code(table, string));
                codes.add(CLEAR);
                table.clear();
                string = "";
            }
        }
        if (!string.isEmpty()) {
            codes.add(code(table, string));
        }
        codes.add(END);
        return codes;
    }

    private static int code(Map<String, Integer> table, String string) {
        return string.length() == 1 ? string.charAt(0) : table.getOrDefault(string, -1);
    }

    /** Codes of 9 to 12 bits: of TIFF 6.0, or of the old kind with the lowest bit first. */
    private static byte[] packed(List<Integer> codes, boolean old) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long buffer = 0;
        int buffered = 0;
        int bits = 9;
        int free = 258;
        boolean first = true;
        for (int code : codes) {
            buffer = old ? buffer | (long) code << buffered : buffer << bits | code;
            for (buffered += bits; buffered >= 8; buffered -= 8) {
                out.write((int) (old ? buffer : buffer >> (buffered - 8)));
                buffer = old ? buffer >> 8 : buffer & (1L << (buffered - 8)) - 1;
            }
            if (code == CLEAR) {
                free = 258;
                bits = 9;
            } else if (!first) {
                free++;
                bits += free >= (1 << bits) - (old ? 0 : 1) && bits < 12 ? 1 : 0;
            }
            first = code == CLEAR;
        }
        out.write((int) (old ? buffer : buffer << (8 - buffered)));
        return out.toByteArray();
    }

    private static byte[] reversed(byte[] data) {
        byte[] reversed = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            reversed[i] = (byte) (Integer.reverse(data[i]) >>> 24);
        }
        return reversed;
    }

    private static TiffFile tiff(int compression) {
        return TiffFile.of(SIDE, SIDE, 1, 8).with(259, compression);
    }

    private static void assertRead(byte[] file, byte[] pixels) {
        byte[] rgb = Picture.read(file, "x").rgb();
        byte[] green = new byte[pixels.length];
        for (int i = 0; i < green.length; i++) {
            green[i] = rgb[3 * i + 1];
        }
        assertThat(green).isEqualTo(pixels);
    }

    private static void assertDamaged(byte[] file, String reason) {
        assertThatThrownBy(() -> Picture.read(file, "x"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x: the TIFF file ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void soundDataAreReadInBothKinds(boolean old) {
        byte[] pixels = pixels();
        byte[] data = packed(codes(pixels), old);
        assertThat(data.length).as("more than one table").isGreaterThan(6000);
        assertRead(tiff(LZW).file(data), pixels);
        assertRead(tiff(LZW).with(266, 2).file(reversed(data)), pixels);
        byte[] padded = Arrays.copyOf(data, data.length + 5);
        assertRead(tiff(LZW).file(padded), pixels);
    }

    /** The string of the newest code is used while it is being added. */
    @Test
    void theNextFreeCodeIsKnown() {
        byte[] pixels = new byte[SIDE * SIDE];
        assertThat(codes(pixels)).startsWith(CLEAR, 0, 258, 259, 260);
        assertRead(tiff(LZW).file(packed(codes(pixels), false)), pixels);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCodeThatHasNoStringYetIsRefused(boolean old) {
        List<Integer> codes = codes(pixels());
        int clear = codes.lastIndexOf(CLEAR);
        assertThat(clear).isGreaterThan(1000);
        // Behind the second clear code, the table still holds the old strings.
        codes.set(clear + 100, 500);
        assertDamaged(
                tiff(LZW).file(packed(codes, old)),
                "its compressed data contain the code 500, but codes up to 356 are in use at that place");
        codes.set(clear + 1, 300);
        assertDamaged(tiff(LZW).file(packed(codes, old)), "the code 300, but codes up to 255 are in use");
    }

    /** Some old writers state no lengths, so that the size of the pixels determines it. */
    @Test
    void dataWithoutAStatedLengthAreVerifiedToo() {
        byte[] pixels = pixels();
        List<Integer> codes = codes(pixels);
        assertRead(tiff(LZW).with(279, 0).file(packed(codes, false)), pixels);
        codes.set(10, 416);
        assertDamaged(tiff(LZW).with(279, 0).file(packed(codes, false)), "the code 416, but codes up to 266");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dataThatEndBeforeThePixelsAreRefused(boolean old) {
        byte[] pixels = pixels();
        List<Integer> codes = codes(pixels);
        byte[] data = packed(codes, old);
        assertDamaged(tiff(LZW).file(Arrays.copyOf(data, data.length - 100)), "ends early");
        codes.set(codes.size() / 2, END);
        assertDamaged(tiff(LZW).file(packed(codes, old)), "ends early");
        byte[] fewer = packed(codes(Arrays.copyOf(pixels, pixels.length - 1)), old);
        assertDamaged(tiff(LZW).file(fewer), "ends early");
    }

    /** A block of chroma at half the resolution has six samples for four pixels. */
    @Test
    void chromaAtHalfTheResolutionNeedsFewerBytes() {
        byte[] samples = new byte[8 * 8 * 6];
        Arrays.fill(samples, (byte) 128);
        TiffFile tiff = TiffFile.of(15, 15, 3, 8).with(259, LZW).with(262, 6).with(530, 2, 2);
        assertThat(Picture.read(tiff.file(packed(codes(samples), false))).rgb()).containsOnly((byte) 128);
        byte[] fewer = Arrays.copyOf(samples, samples.length - 1);
        assertDamaged(tiff.file(packed(codes(fewer), false)), "ends early");
    }

    @Test
    void deflatedDataMayHaveTheLowBitFirst() {
        byte[] pixels = pixels();
        Deflater deflater = new Deflater();
        deflater.setInput(pixels);
        deflater.finish();
        byte[] room = new byte[2 * pixels.length];
        int length = deflater.deflate(room);
        deflater.end();
        byte[] data = Arrays.copyOf(room, length);
        assertRead(tiff(DEFLATE).with(266, 2).file(reversed(data)), pixels);
        data[data.length - 1] ^= 1;
        assertDamaged(tiff(DEFLATE).with(266, 2).file(reversed(data)), "incorrect data check");
    }
}
