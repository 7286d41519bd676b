package dev.likeness.measure;

import dev.likeness.error.ControlCharacters;
import dev.likeness.files.Sha256;

/**
 * Identifies a measure by everything that determines its codes and scores. Codes of measures with different identities
 * are never compared.
 *
 * <p>Two identities are equal if their checksums are: a renamed model still reads its codes.
 *
 * @param name by which people call the measure, for messages; 1 to 200 characters
 * @param checksum SHA-256, 64 lower-case hexadecimal digits
 */
public record MeasureIdentity(String name, String checksum) {
    private static final int MAX_NAME_LENGTH = 200;
    private static final int SHOWN_DIGITS = 12;

    public MeasureIdentity {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("the name of a measure has " + name.length()
                    + " characters and must have 1 to " + MAX_NAME_LENGTH + "; choose a shorter name");
        }
        if (!checksum.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("the checksum of measure " + name + " is '" + checksum
                    + "' and must be 64 lower-case hexadecimal digits, a SHA-256");
        }
    }

    /**
     * The identity of a measure that is defined by code, not by trained files.
     *
     * @param version of its codes and scores: raise it with every change of the code that changes one of them
     * @param settings that change its codes or scores, in any fixed form; empty if it has none
     */
    public static MeasureIdentity of(String name, int version, String settings) {
        return new MeasureIdentity(
                name,
                new Sha256()
                        .add("measure", name, Integer.toString(version), settings)
                        .hex());
    }

    /**
     * Checks that a code was made by this measure.
     *
     * @throws IllegalArgumentException if another measure made it; the message names both
     */
    void require(MeasureIdentity maker) {
        if (maker != this && !maker.checksum.equals(checksum)) {
            throw new IllegalArgumentException("a code of " + maker + " cannot be compared by " + this
                    + ": codes of different models or measures are not comparable; encode both pictures with the same"
                    + " one");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MeasureIdentity identity && identity.checksum.equals(checksum);
    }

    @Override
    public int hashCode() {
        return checksum.hashCode();
    }

    /** The name and the first digits of the checksum, such as {@code characters (sha256 0123456789ab)}. */
    @Override
    public String toString() {
        return ControlCharacters.shown(name) + " (sha256 " + checksum.substring(0, SHOWN_DIGITS) + ")";
    }
}
