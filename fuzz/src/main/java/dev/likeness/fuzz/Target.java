package dev.likeness.fuzz;

import java.util.List;

/**
 * A reader of files under test. Targets are used from one thread; a fresh one is made for each process.
 *
 * <p>Whatever leaves {@link #read} but an {@link dev.likeness.error.InputException} is a finding, and so is an
 * {@code InputException} that does not keep what that class promises.
 */
interface Target {
    /** What the command line calls it. */
    String name();

    /**
     * Reads an input as the product would, and uses a little what came out.
     *
     * @throws dev.likeness.error.InputException if the product refuses it
     */
    void read(byte[] input);

    /** Sound inputs, small, to begin the mutations with. */
    List<byte[]> seeds();

    /** The longest input that is tried, in bytes. */
    int longest();

    /** The classes, beside the product's own, whose branches guide the mutations: patterns such as {@code org.x.**}. */
    default List<String> watched() {
        return List.of();
    }

    /** Words of the format, which mutations put in. */
    default List<String> words() {
        return List.of();
    }
}
