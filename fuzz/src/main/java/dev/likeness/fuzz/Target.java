package dev.likeness.fuzz;

import java.util.List;

/**
 * A reader of files under test. Each process creates one target and uses it from one thread.
 *
 * <p>Any exception from {@link #read} other than an {@link dev.likeness.error.InputException} is a finding, and so is an
 * {@code InputException} that violates the contract of that class.
 */
interface Target {
    /** The name on the command line. */
    String name();

    /**
     * Reads an input as the product does, and uses the result.
     *
     * @throws dev.likeness.error.InputException if the product refuses it
     */
    void read(byte[] input);

    /** Small valid inputs, from which the mutations start. */
    List<byte[]> seeds();

    /** The largest size of an input, in bytes. */
    int longest();

    /** Classes outside the product whose branches also guide the mutations: patterns such as {@code org.x.**}. */
    default List<String> watched() {
        return List.of();
    }

    /** Words of the format, which mutations insert. */
    default List<String> words() {
        return List.of();
    }
}
