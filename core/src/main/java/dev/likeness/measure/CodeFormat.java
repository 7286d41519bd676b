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

    /** Whether nothing is rounded. Unlike the {@code equals} of a record, which Java generates at its first call, it takes no time. */
    public boolean isFloat() {
        return embedding == NumberFormat.FLOAT && prepared == NumberFormat.FLOAT;
    }
}
