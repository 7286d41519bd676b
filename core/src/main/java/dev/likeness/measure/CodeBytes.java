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
 * The byte form of a code. All numbers are little-endian.
 *
 * <pre>
 * offset  bytes  content
 *      0      4  "LKCD"
 *      4      1  version: 1 if all numbers are floats, else 2
 *      5      1  side: 0 both, 1 A, 2 B
 *      6      2  n, the length of the measure's name
 *      8     32  identity of the measure, SHA-256
 *     40      4  D, the length of the embedding
 *     44      4  P, the length of what the head prepared, K*h*w
 *     48      2  version 2 only: the number formats of embedding and prepared, a byte each: 0 float, 1 half, 2 int8
 *             n  name of the measure, UTF-8
 *                embedding, see {@link NumberFormat}
 *                prepared, see {@link NumberFormat}
 *             4  CRC-32C (RFC 3720, sec. B.4) of all bytes before
 * </pre>
 *
 * <p>Every version keeps the first 40 bytes and the CRC at the end, so that a reader can tell the version and the measure
 * of any code. A code has one byte form only: version 2 with two float formats is refused.
 */
final class CodeBytes {
    private static final int FLOATS = 1;
    private static final int FORMATS = 2;

    private static final int MAGIC = 'L' | 'K' << 8 | 'C' << 16 | 'D' << 24;
    private static final int HEADER = 48;
    private static final int HEADER_WITH_FORMATS = HEADER + 2;
    private static final int CRC = 4;
    private static final int IDENTITY = 32;
    private static final int MAX_EMBEDDING = 1 << 20;
    private static final int MAX_PREPARED = 1 << 26;

    private CodeBytes() {}

    static byte[] write(Code code) {
        MeasureIdentity measure = code.origin().measure();
        CodeFormat format = code.origin().format();
        int version = format.isFloat() ? FLOATS : FORMATS;
        byte[] name = measure.name().getBytes(StandardCharsets.UTF_8);
        int length =
                Math.toIntExact(length(version, name.length, format, code.embedding().length, code.prepared().length));
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).put((byte) version).put(side(code.origin().side()));
        bytes.putShort((short) name.length).put(HexFormat.of().parseHex(measure.checksum()));
        bytes.putInt(code.embedding().length).putInt(code.prepared().length);
        if (version == FORMATS) {
            bytes.put((byte) format.embedding().ordinal())
                    .put((byte) format.prepared().ordinal());
        }
        bytes.put(name);
        format.embedding().write(code.embedding(), bytes);
        format.prepared().write(code.prepared(), bytes);
        bytes.putInt(crc(bytes.array()));
        return bytes.array();
    }

    private static long length(int version, int name, CodeFormat format, int embedding, int prepared) {
        return header(version)
                + name
                + format.embedding().bytes(embedding)
                + format.prepared().bytes(prepared)
                + CRC;
    }

    private static int header(int version) {
        return version == FLOATS ? HEADER : HEADER_WITH_FORMATS;
    }

    private static byte side(@Nullable Side side) {
        return (byte) (side == null ? 0 : side.ordinal() + 1);
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
        if (version != FLOATS && version != FORMATS) {
            throw refused(
                    "version " + version + " is unknown, and this software reads versions " + FLOATS + " and "
                            + FORMATS,
                    "use the version of likeness that wrote them, or encode the picture again");
        }
        if (array.length < header(version) + CRC) {
            throw truncated(array.length, "at least " + (header(version) + CRC));
        }
        int name = bytes.getShort(6) & 0xffff;
        int embedding = bytes.getInt(40);
        int prepared = bytes.getInt(44);
        if (embedding < 0 || embedding > MAX_EMBEDDING || prepared < 0 || prepared > MAX_PREPARED) {
            throw damaged("an embedding of " + Integer.toUnsignedString(embedding) + " and a prepared part of "
                    + Integer.toUnsignedString(prepared) + " numbers exceed the limits of " + MAX_EMBEDDING + " and "
                    + MAX_PREPARED);
        }
        CodeFormat format = version == FLOATS ? CodeFormat.FLOAT : format(array[HEADER], array[HEADER + 1]);
        long length = length(version, name, format, embedding, prepared);
        if (array.length != length) {
            throw truncated(array.length, Long.toString(length));
        }
        if (bytes.getInt(array.length - CRC) != crc(array)) {
            throw damaged("their CRC-32C differs");
        }
        CodeOrigin origin = new CodeOrigin(identity(array, header(version), name), side(array[5]), format);
        bytes.position(header(version) + name);
        return new Code(
                origin, numbers(bytes, format.embedding(), embedding), numbers(bytes, format.prepared(), prepared));
    }

    private static CodeFormat format(byte embedding, byte prepared) {
        NumberFormat[] known = NumberFormat.values();
        if (embedding < 0 || embedding >= known.length || prepared < 0 || prepared >= known.length) {
            throw damaged("their number formats are " + embedding + " and " + prepared + ", allowed are 0 to "
                    + (known.length - 1));
        }
        CodeFormat format = new CodeFormat(known[embedding], known[prepared]);
        if (format.isFloat()) {
            throw damaged("all their numbers are floats, which version " + FLOATS + " stores");
        }
        return format;
    }

    private static MeasureIdentity identity(byte[] array, int from, int nameLength) {
        String checksum = HexFormat.of().formatHex(array, 8, 8 + IDENTITY);
        try {
            CharBuffer name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array, from, nameLength));
            return new MeasureIdentity(name.toString(), checksum);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw damaged("the name of their measure is invalid: "
                    + Arrays.toString(Arrays.copyOfRange(array, from, from + Math.min(nameLength, 20))));
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

    private static float[] numbers(ByteBuffer bytes, NumberFormat format, int count) {
        float[] numbers;
        try {
            numbers = format.read(bytes, count);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
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
