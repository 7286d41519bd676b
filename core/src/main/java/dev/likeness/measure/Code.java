package dev.likeness.measure;

import dev.likeness.error.InputException;

/**
 * The code of one picture: everything that a {@link Measure} can compute from one picture alone.
 *
 * <p>A code knows its measure: codes of two measures, or of two versions of a model, are never compared. It is plain heap
 * data without native handles: keep it, store its {@linkplain #toBytes bytes}, compare it later. Treat the arrays as
 * read-only. Its numbers are those of its stored form (see {@link NumberFormat}), so a score is the same before and after
 * storing.
 *
 * @param origin the measure that made it, the side if the sides differ, and the format in which it is stored
 * @param embedding {@code [D]}; for learned models of unit length, up to the rounding of its format; empty if the measure
 *     has none
 * @param prepared {@code [K,h,w]} flattened, what the head prepared for this picture; empty if there is no head
 */
@SuppressWarnings("ArrayRecordComponent") // codes are compared by the million; copies would dominate
public record Code(CodeOrigin origin, float[] embedding, float[] prepared) {
    /**
     * The code as bytes, in the format of {@code docs/code-format.md}. Lossless: {@link #fromBytes} restores every number.
     *
     * @return the header, the name of the measure in UTF-8, the numbers in the formats of the origin, and a checksum: 52
     *     bytes, the name and 4 bytes for each number if the formats are {@code float}
     * @throws IllegalArgumentException if a number is not one of the stored form
     */
    public byte[] toBytes() {
        return CodeBytes.write(this);
    }

    /**
     * Reads the bytes that {@link #toBytes} gave. Bytes from anyone may be passed: nothing is allocated before its size
     * was checked against the number of bytes that are there.
     *
     * @throws InputException if the bytes are not a code, are damaged or truncated, or have a version that this software
     *     does not read
     */
    public static Code fromBytes(byte[] bytes) {
        return CodeBytes.read(bytes);
    }

    /**
     * The inner product of two embeddings: their cosine, as they have unit length (up to the rounding of their format).
     *
     * @throws IllegalArgumentException if the codes come from different measures, or their embeddings differ in length
     */
    public double cosine(Code other) {
        origin.measure().require(other.origin.measure());
        if (embedding.length != other.embedding.length) {
            throw new IllegalArgumentException("embeddings of " + embedding.length + " and " + other.embedding.length
                    + " numbers have no cosine; both must have the same length");
        }
        double sum = 0;
        for (int d = 0; d < embedding.length; d++) {
            sum += (double) embedding[d] * other.embedding[d];
        }
        return sum;
    }
}
