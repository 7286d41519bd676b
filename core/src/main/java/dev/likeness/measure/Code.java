package dev.likeness.measure;

/**
 * The code of one picture: everything that a {@link Measure} can compute from one picture alone.
 *
 * <p>Plain heap data without native handles: it can be stored and compared later. Treat the arrays as read-only.
 *
 * @param embedding {@code [D]}, unit length for learned models; empty where the measure has none
 * @param prepared {@code [K,h,w]} flattened, what the head prepared for this picture; empty where there is no head
 */
@SuppressWarnings("ArrayRecordComponent") // codes are compared by the million; copies would dominate
public record Code(float[] embedding, float[] prepared) {
    /**
     * The inner product of two embeddings: their cosine, as they have unit length.
     *
     * @throws IllegalArgumentException if the embeddings differ in length
     */
    public double cosine(Code other) {
        if (embedding.length != other.embedding.length) {
            throw new IllegalArgumentException("embeddings of " + embedding.length + " and " + other.embedding.length
                    + " numbers come from different measures");
        }
        double sum = 0;
        for (int d = 0; d < embedding.length; d++) {
            sum += (double) embedding[d] * other.embedding[d];
        }
        return sum;
    }
}
