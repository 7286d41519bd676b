package dev.likeness.fuzz;

import dev.likeness.measure.Code;
import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.CodeOrigin;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.NumberFormat;
import dev.likeness.measure.Side;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of codes; a code that is read gives the same bytes again. The last four bytes are replaced by the checksum of
 * the others if the input begins with a code's version, since mutations would almost never match it.
 */
final class CodesTarget implements Target {
    private static final int CRC = 4;

    @Override
    public String name() {
        return "codes";
    }

    @Override
    public void read(byte[] input) {
        byte[] sealed = sealed(input);
        Code code = Code.fromBytes(sealed);
        if (!Arrays.equals(code.toBytes(), sealed)) {
            throw new Finding("a code that was read gives other bytes");
        }
        code.cosine(code);
        Code.fromBytes(input);
    }

    private static byte[] sealed(byte[] input) {
        if (input.length < CRC) {
            return input;
        }
        byte[] sealed = input.clone();
        CRC32C crc = new CRC32C();
        crc.update(sealed, 0, sealed.length - CRC);
        ByteBuffer.wrap(sealed).order(ByteOrder.LITTLE_ENDIAN).putInt(sealed.length - CRC, (int) crc.getValue());
        return sealed;
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                code("pixels", null, new float[] {0.6f, -0.8f}, new float[0]),
                code("café", Side.A, new float[0], new float[] {1, 2, 3}),
                code("x", Side.B, new float[0], new float[0]),
                rounded(NumberFormat.INT8, NumberFormat.HALF),
                rounded(NumberFormat.FLOAT, NumberFormat.INT8));
    }

    private static byte[] rounded(NumberFormat embedding, NumberFormat prepared) {
        CodeFormat format = new CodeFormat(embedding, prepared);
        return CodeOrigins.ofBothSides(MeasureIdentity.of("r", 1, ""), format)
                .code(Side.A, new float[] {0.6f, -0.8f}, new float[] {1, 0, -3})
                .toBytes();
    }

    private static byte[] code(String name, @Nullable Side side, float[] embedding, float[] prepared) {
        CodeOrigin origin = new CodeOrigin(MeasureIdentity.of(name, 1, ""), side);
        return new Code(origin, embedding, prepared).toBytes();
    }

    @Override
    public int longest() {
        return 512;
    }

    @Override
    public List<String> words() {
        return List.of("LKCD", "LKCD\u0001", "LKCD\u0002", "LKCD\u0003");
    }
}
