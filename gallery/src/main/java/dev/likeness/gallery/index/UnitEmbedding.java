package dev.likeness.gallery.index;

import dev.likeness.measure.Code;

/** The embedding of a code as a unit vector: rounding to the stored form changes its length a little. */
public final class UnitEmbedding {
    private UnitEmbedding() {}

    /**
     * The vector by which a picture is found.
     *
     * @return zeros if the code's embedding is zero
     */
    public static float[] of(Code code) {
        float[] embedding = code.embedding();
        double squares = 0;
        for (float value : embedding) {
            squares += (double) value * value;
        }
        float[] unit = new float[embedding.length];
        for (int d = 0; d < unit.length && squares > 0; d++) {
            unit[d] = (float) (embedding[d] / Math.sqrt(squares));
        }
        return unit;
    }
}
