package dev.likeness.measure;

/**
 * The number formats in which the two parts of a code are stored.
 *
 * @param embedding of the embedding
 * @param prepared of what the head prepared
 */
public record CodeFormat(NumberFormat embedding, NumberFormat prepared) {
    /** Nothing is rounded. */
    public static final CodeFormat FLOAT = of(NumberFormat.FLOAT);

    /** One format for both parts. */
    public static CodeFormat of(NumberFormat both) {
        return new CodeFormat(both, both);
    }
}
