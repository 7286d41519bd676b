package dev.likeness.measure;

import dev.likeness.error.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The byte form of a code, version 1. All numbers are little-endian.
 *
 * <pre>
 * offset  bytes  content
 *      0      4  "LKCD"
 *      4      1  version: 1
 *      5      1  side: 0 both, 1 A, 2 B
 *      6      2  n, the length of the measure's name
 *      8     32  identity of the measure, SHA-256
 *     40      4  D, the length of the embedding
 *     44      4  P, the length of what the head prepared, K*h*w
 *     48      n  name of the measure, UTF-8
 *   48+n     4D  embedding, IEEE 754 binary32
 *             4P  prepared, IEEE 754 binary32
 *             4  CRC-32C (RFC 3720, sec. B.4) of all bytes before
 * </pre>
 *
 * <p>Every version keeps the first 40 bytes and the CRC at the end, so that a reader can tell the version and the measure
 * of any code. The rest is the version's own: a smaller, quantised form gets the next number.
 */
final class CodeBytes {
    static final int VERSION = 1;

    private static final int MAGIC = 'L' | 'K' << 8 | 'C' << 16 | 'D' << 24;
    private static final int HEADER = 48;
    private static final int CRC = 4;
    private static final int IDENTITY = 32;
    private static final int MAX_EMBEDDING = 1 << 20;
    private static final int MAX_PREPARED = 1 << 26;

    private CodeBytes() {}

    static byte[] write(Code code) {
        MeasureIdentity measure = code.origin().measure();
        byte[] name = measure.name().getBytes(StandardCharsets.UTF_8);
        int length = Math.toIntExact(length(name.length, code.embedding().length, code.prepared().length));
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).put((byte) VERSION).put(side(code.origin().side()));
        bytes.putShort((short) name.length).put(HexFormat.of().parseHex(measure.checksum()));
        bytes.putInt(code.embedding().length).putInt(code.prepared().length).put(name);
        put(bytes, code.embedding());
        put(bytes, code.prepared());
        bytes.putInt(crc(bytes.array()));
        return bytes.array();
    }

    private static long length(int name, long embedding, long prepared) {
        return HEADER + name + 4 * (embedding + prepared) + CRC;
    }

    private static byte side(@Nullable Side side) {
        return (byte) (side == null ? 0 : side.ordinal() + 1);
    }

    private static void put(ByteBuffer bytes, float[] numbers) {
        bytes.asFloatBuffer().put(numbers);
        bytes.position(bytes.position() + 4 * numbers.length);
    }

    /** Of all bytes but the last four, which hold it. */
    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - CRC);
        return (int) crc.getValue();
    }

    static Code read(byte[] array) {
        ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        if (array.length < 5 || bytes.getInt(0) != MAGIC) {
            throw refused("they do not begin with LKCD", "pass the bytes that Code.toBytes gave");
        }
        int version = array[4] & 0xff;
        if (version != VERSION) {
            throw refused(
                    "version " + version + " is unknown, and this software reads version " + VERSION,
                    "use the version of likeness that wrote them, or encode the picture again");
        }
        if (array.length < HEADER + CRC) {
            throw truncated(array.length, "at least " + (HEADER + CRC));
        }
        int name = bytes.getShort(6) & 0xffff;
        int embedding = bytes.getInt(40);
        int prepared = bytes.getInt(44);
        if (embedding < 0 || embedding > MAX_EMBEDDING || prepared < 0 || prepared > MAX_PREPARED) {
            throw damaged("an embedding of " + Integer.toUnsignedString(embedding) + " and a prepared part of "
                    + Integer.toUnsignedString(prepared) + " numbers exceed the limits of " + MAX_EMBEDDING + " and "
                    + MAX_PREPARED);
        }
        long length = length(name, embedding, prepared);
        if (array.length != length) {
            throw truncated(array.length, Long.toString(length));
        }
        if (bytes.getInt(array.length - CRC) != crc(array)) {
            throw damaged("their CRC-32C differs");
        }
        CodeOrigin origin = new CodeOrigin(identity(array, name), side(array[5]));
        bytes.position(HEADER + name);
        return new Code(origin, numbers(bytes, embedding), numbers(bytes, prepared));
    }

    private static MeasureIdentity identity(byte[] array, int nameLength) {
        String checksum = HexFormat.of().formatHex(array, 8, 8 + IDENTITY);
        try {
            CharBuffer name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array, HEADER, nameLength));
            return new MeasureIdentity(name.toString(), checksum);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw damaged("the name of their measure is invalid: "
                    + Arrays.toString(Arrays.copyOfRange(array, HEADER, HEADER + Math.min(nameLength, 20))));
        }
    }

    private static @Nullable Side side(byte side) {
        return switch (side) {
            case 0 -> null;
            case 1 -> Side.A;
            case 2 -> Side.B;
            default -> throw damaged("side " + (side & 0xff) + " is unknown, allowed are 0 to 2");
        };
    }

    private static float[] numbers(ByteBuffer bytes, int count) {
        float[] numbers = new float[count];
        bytes.asFloatBuffer().get(numbers);
        bytes.position(bytes.position() + 4 * count);
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw damaged("they contain " + number + ", and numbers must be finite");
            }
        }
        return numbers;
    }

    private static InputException truncated(int found, String wanted) {
        return damaged("there are " + found + " of them, and their header needs " + wanted);
    }

    private static InputException damaged(String problem) {
        return refused(problem, "they are damaged or truncated: read them again, or encode the picture again");
    }

    private static InputException refused(String problem, String remedy) {
        return new InputException("these bytes are not a valid code: " + problem + "; " + remedy);
    }
}
